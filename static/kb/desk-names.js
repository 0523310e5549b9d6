// While the name of a new record is typed: records that it may repeat, in either script, and an address that is free.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root } = desk;
  const NAME = /^(name|.*-text)$/;
  const PAUSE = 300; // milliseconds without a key before the site is asked
  let timer = 0;
  let proposed = null; // the address that was proposed last

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
    beside(input).replaceChildren(...(links.length ? [root.dataset.like, ...links] : []));
  }

  async function ask(input) {
    const { form } = input;
    const typed = input.value.trim();
    if (!form?.isConnected || form.elements.record) return; // a record that is there has its name and address
    if (!typed || typed.length > 200) return show(input, []);
    try {
      const query = new URLSearchParams({ type: form.elements.type.value, name: typed });
      const { slug, records } = JSON.parse((await desk.call(`${root.dataset.duplicates}?${query}`)).html);
      if (input.value.trim() !== typed) return; // typed on meanwhile
      show(input, records);
      const address = form.elements.slug;
      if (input.name === "name" && address && (!address.value || address.value === proposed)) address.value = proposed = slug;
    } catch {
      show(input, []); // without an answer the form says it once it is saved
    }
  }

  root.addEventListener("input", ({ target }) => {
    if (!target.form?.matches(".kb-entry") || !NAME.test(target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(target), PAUSE);
  });
  root.addEventListener("kb:opened", () => {
    const form = desk.entryForm();
    proposed = form?.elements.slug?.value || null;
    const name = form?.querySelector("[name=name]");
    if (name?.value) ask(name);
  });
})();
