// What was typed at the desk is kept in this browser until it is saved or discarded: per editor and source, and of the
// article only the few words that were chosen to be cited.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root } = desk;
  const STORE = `kb-desk:${root.dataset.user}:${root.dataset.source}`;
  const OF = ["paragraph", "words", "begins", "type", "record", "field"]; // what an entry is for
  const LONGEST = 160; // characters of words that are kept, as many as can be cited
  const KEPT = 7 * 24 * 60 * 60 * 1000; // milliseconds, as long as the server knows a form that was saved
  const box = root.querySelector(".kb-kept");
  const list = document.createElement("ul");
  box.append(list);

  function all(store = STORE) {
    try {
      return JSON.parse(localStorage.getItem(store)) ?? {};
    } catch {
      return {}; // no storage, or not ours
    }
  }

  function write(kept, store = STORE) {
    try {
      if (Object.keys(kept).length) localStorage.setItem(store, JSON.stringify(kept));
      else localStorage.removeItem(store);
    } catch {
      // no storage: the form itself still holds what was typed
    }
  }

  function queryOf(form) {
    const given = OF.map((name) => [name, form.querySelector(`:scope > input[type=hidden][name="${name}"]`)?.value ?? ""]);
    return Object.fromEntries(given.filter(([name, value]) => value && !(name === "words" && value.length > LONGEST)));
  }

  const keyOf = (form) => JSON.stringify(queryOf(form));
  const isBox = (input) => input.matches("[type=checkbox], [type=radio]");

  const numberOf = (form) => form.querySelector(':scope > input[name="form_number"]');
  const draftOf = (form) => all()[keyOf(form)]
    ?? { query: queryOf(form), title: form.querySelector("h3").textContent, values: [] };
  const dated = (entry, form) => Object.assign(entry, { at: Date.now(), number: numberOf(form).value });

  // A form that is sent is kept with its number until the answer comes: sent again after a reload, it is known again.
  function keepSent(form) {
    write({ ...all(), [keyOf(form)]: dated(draftOf(form), form) });
  }

  function keep(input) {
    const form = input.form;
    if (!form?.matches(".kb-entry") || !input.name) return;
    const kept = all();
    const key = keyOf(form);
    const entry = dated(draftOf(form), form);
    entry.values = entry.values.filter(([name]) => name !== input.name);
    if (input.name.endsWith("-words") && input.value.length > LONGEST) return;
    entry.values.push([input.name, isBox(input) ? (input.checked ? input.value : null) : input.value]);
    write({ ...kept, [key]: entry });
  }

  function drop(key) {
    const kept = all();
    delete kept[key];
    write(kept);
    offer();
  }

  function put(form, name, value) {
    const inputs = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    for (const input of inputs) {
      const isNew = isBox(input) ? input.checked !== (input.value === value) : input.value !== value;
      if (isBox(input)) input.checked = input.value === value;
      else if (name.endsWith("-begins")) desk.setBegins(input.closest(".kb-cite"), value);
      else input.value = value;
      if (!isNew) continue;
      const fold = input.closest("details");
      if (fold && !input.matches("[type=hidden]")) fold.open = true;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // A form that is opened for what was typed before has it again.
  function restore() {
    const form = desk.entryForm();
    const entry = form && all()[keyOf(form)];
    const isAnswered = form?.querySelector(":scope > :is(.errornote, .kb-checked)");
    if (entry && isAnswered) write({ ...all(), [keyOf(form)]: dated(entry, form) });
    else if (entry?.number) numberOf(form).value = entry.number;
    for (const [name, value] of entry?.values ?? []) put(form, name, value);
    if (entry && !desk.said.hasChildNodes()) desk.notify("restored");
    offer();
  }

  // Of each entry that is not open: the way to open it again, and to discard it.
  function offer() {
    const form = desk.entryForm();
    const here = form && keyOf(form);
    const others = Object.entries(all()).filter(([key]) => key !== here);
    box.hidden = !others.length;
    list.replaceChildren(...others.map(([key, entry]) => {
      const item = document.createElement("li");
      for (const [name, action] of [["open", () => desk.open(entry.query)], ["discard", () => drop(key)]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name === "open" ? `${entry.title}, ¶${entry.query.paragraph}` : box.dataset.discard;
        button.addEventListener("click", action);
        item.append(button, " ");
      }
      return item;
    }));
  }

  function stores() {
    try {
      return Object.keys(localStorage).filter((store) => store.startsWith("kb-desk:"));
    } catch {
      return [];
    }
  }

  // Of every source and every editor at this machine.
  function forgetOld() {
    for (const store of stores()) {
      write(Object.fromEntries(Object.entries(all(store)).filter(([, entry]) => Date.now() - entry.at < KEPT)), store);
    }
  }

  root.addEventListener("input", ({ target }) => keep(target));
  root.addEventListener("change", ({ target }) => keep(target));
  root.addEventListener("kb:opened", restore);
  desk.drafts = { keyOf, keepSent, drop };

  forgetOld();
  const [latest] = Object.values(all()).sort((one, other) => other.at - one.at);
  if (desk.entryForm()) restore();
  else if (latest) desk.open(latest.query, false); // whoever begins to read is not interrupted
  offer();
})();
