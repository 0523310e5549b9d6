// While the name of a new record is typed: records that it may repeat, in either script, and an address that is free.
(() => {
  "use strict";
  const place = document.querySelector("[data-duplicates]"); // where a page says what to ask, for a record of which type
  if (!place) return;
  const NAME = /^(name|title|.*-text)$/;
  const TITLE = /^(name|title)$/;
  const HAN = /\p{Script=Han}/u;
  const PAUSE = 300; // milliseconds without a key before the site is asked
  const LONGEST = 30_000; // milliseconds until an answer is given up
  let timer = 0;
  let proposed = null; // the address that was proposed last

  // A form of the desk says its type itself; it has the record's number where the record is there.
  const isNew = (form) => form?.isConnected && !form.elements.record && (form.elements.slug || form.matches(".kb-entry"));
  const typeOf = (form) => form.elements.type?.value ?? place.dataset.type;

  function beside(input) {
    const next = input.parentElement.querySelector(":scope > .kb-like");
    if (next) return next;
    const output = document.createElement("output");
    output.className = "kb-like";
    output.htmlFor = input.id;
    input.after(output);
    return output;
  }

  function show(input, records) {
    const links = records.flatMap((record) => {
      const link = document.createElement("a");
      Object.assign(link, { href: record.url, target: "_blank", textContent: record.name });
      return [" ", link];
    });
    beside(input).replaceChildren(...(links.length ? [place.dataset.like, ...links] : []));
  }

  // What the address becomes, unless somebody typed their own.
  function propose({ form, name }, slug) {
    const address = form.elements.slug;
    if (TITLE.test(name) && address && (!address.value || address.value === proposed)) address.value = proposed = slug;
  }

  const spelled = (name) =>
    name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");

  async function ask(input) {
    const { form } = input;
    const typed = input.value.trim();
    if (!isNew(form)) return; // a record that is there has its name and address
    if (!typed || typed.length > 200) return show(input, []);
    try {
      const query = new URLSearchParams({ type: typeOf(form), name: typed });
      const answer = await fetch(`${place.dataset.duplicates}?${query}`, { signal: AbortSignal.timeout(LONGEST) });
      const { slug, records } = await answer.json();
      if (input.value.trim() !== typed) return; // typed on meanwhile
      show(input, records);
      propose(input, slug); // free, and a Chinese name by its pinyin
    } catch {
      show(input, []); // without an answer the form says it once it is saved
    }
  }

  function begin(form) {
    proposed = form?.elements.slug?.value || null;
    const name = form?.querySelector("[name=name]");
    if (name?.value) ask(name);
  }

  document.addEventListener("input", ({ target }) => {
    if (!isNew(target.form) || !NAME.test(target.name)) return;
    if (!HAN.test(target.value)) propose(target, spelled(target.value)); // before the site says whether it is free
    clearTimeout(timer);
    timer = setTimeout(() => ask(target), PAUSE);
  });
  place.addEventListener("kb:opened", () => begin(place.querySelector("form.kb-entry")));
})();
