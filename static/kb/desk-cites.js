// Which field of the entry form the next selected words are for: they become its cited words, and its value if it has none.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root } = desk;
  const BOX = ".kb-row, .kb-part, .kb-whole";
  const TYPED = "input[type=text], input[type=number], input[type=url], select, textarea";
  let box = null; // the field that is chosen, with its words
  let input = null; // where its value is typed; none where words alone are wanted
  const taken = new WeakMap(); // the value that an input took from chosen words, which words chosen anew replace

  const isAlive = () => Boolean(box?.isConnected);
  const isForWords = (element) => Boolean(element.closest(".kb-cite"));

  // The help of a field stands in one place, so that nothing below the field moves under the hands.
  function help(element) {
    const line = root.querySelector(".kb-help-line");
    const text = element?.closest(".kb-row")?.querySelector(".help:not(.kb-named-here)")?.textContent.trim();
    if (line) line.textContent = text || "";
  }

  function mark() {
    for (const each of root.querySelectorAll(".kb-citing")) each.classList.remove("kb-citing");
    for (const button of root.querySelectorAll(".kb-cite-here")) {
      button.setAttribute("aria-pressed", String(isAlive() && !input && button.closest(BOX) === box));
    }
    if (isAlive()) box.classList.add("kb-citing");
    root.classList.toggle("kb-is-citing", isAlive());
    if (isAlive()) help(box);
  }

  function aim(element, isForWordsAlone = isForWords(element)) {
    box = element.closest(BOX);
    input = null;
    if (box && !isForWordsAlone) input = box.matches(".kb-part") ? element : box.querySelector(`.kb-value :is(${TYPED})`);
    mark();
  }

  function changed(element, value) {
    element.value = value;
    element.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The place of words that stand twice: a choice of places, of other words perhaps, becomes what it says.
  function setBegins(cite, begins) {
    let place = cite.querySelector("[name$='-begins']");
    if (place.matches("select") && begins !== "" && ![...place.options].some((option) => option.value === String(begins))) {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: place.name, id: place.id });
      place.replaceWith(hidden);
      place = hidden;
    }
    changed(place, begins);
  }

  function cite(place, chosen) {
    const form = desk.entryForm();
    const number = place.querySelector("[name$='-paragraph']");
    const isElsewhere = String(chosen.paragraph) !== form.elements.paragraph.value;
    if (isElsewhere || number.value) {
      changed(number, isElsewhere ? chosen.paragraph : "");
      number.closest("details").open = isElsewhere;
    }
    setBegins(place, chosen.begins ?? "");
    changed(place.querySelector("[name$='-words']"), chosen.words); // last: then they are looked up in that paragraph
  }

  // A relation is typed as the name with the address where one that is offered has this name.
  function asOffered(element, words) {
    const offered = [...(element.list?.options ?? [])].map((option) => option.value);
    return offered.find((value) => value.startsWith(`${words} (`)) ?? words;
  }

  // Fill the chosen field with the chosen words; whether there was a field for them.
  function fill() {
    const chosen = desk.words();
    if (!isAlive() || !chosen?.words) return false;
    const place = box.querySelector(".kb-cite");
    const takesValue = input?.matches("input[type=text]") && (!input.value || input.value === taken.get(input));
    if (takesValue) {
      changed(input, asOffered(input, chosen.words));
      taken.set(input, input.value);
    }
    if (place && !(takesValue && box.matches(".kb-part"))) cite(place, chosen);
    return true;
  }

  const typedIn = (form) => [...form.querySelectorAll(TYPED)].filter((each) => !isForWords(each) && each.checkVisibility());

  // After words were taken by keyboard, the next empty field is typed in.
  function goOn() {
    const form = desk.entryForm();
    const isBehind = (each) => (input ?? box).compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = typedIn(form).find((each) => isBehind(each) && !each.value && !(box.contains(each) && !input));
    (next ?? form.querySelector("[name=save]")).focus();
  }

  // By keyboard: from the form to the text to choose words, and back with them.
  function toText() {
    const form = desk.entryForm();
    if (!form) return;
    if (root.querySelector(".kb-side").contains(document.activeElement)) aim(document.activeElement);
    const section = desk.sectionOf(form.elements.paragraph.value);
    if (desk.current() === section) section.focus({ preventScroll: true });
    else desk.goTo(section);
    desk.tell(root.dataset.citing, box?.querySelector("label, legend")?.textContent ?? "");
  }

  function toForm() {
    const form = desk.entryForm();
    (input ?? (isAlive() && box.querySelector(TYPED)) ?? (form && desk.firstEmpty(form)))?.focus?.();
  }

  function take() {
    if (!fill()) return false;
    goOn();
    return true;
  }

  // Words that were typed are looked up in their paragraph: it says where they don't stand there, or are written otherwise.
  async function check(typed) {
    const place = typed.closest(".kb-cite");
    const said = place.querySelector(".kb-check") ?? document.createElement("output");
    said.className = "kb-check";
    said.textContent = "";
    typed.after(said);
    const words = typed.value.trim();
    if (!words) return;
    const number = place.querySelector("[name$='-paragraph']").value || desk.entryForm().elements.paragraph.value;
    try {
      const query = new URLSearchParams({ paragraph: number, words });
      const { begins, written } = JSON.parse((await desk.call(`${root.dataset.words}?${query}`)).html);
      if (begins.length || typed.value.trim() !== words) return;
      said.textContent = written ? `${root.dataset.written} “${written}”` : root.dataset.absent;
    } catch {
      // without an answer the form says it once it is saved
    }
  }

  function addButtons() {
    for (const place of root.querySelectorAll(".kb-entry .kb-cite")) {
      if (place.querySelector(".kb-cite-here")) continue;
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "kb-cite-here", textContent: root.dataset.cite });
      const words = place.querySelector("[name$='-words']");
      button.setAttribute("aria-label", `${root.dataset.cite}: ${words.getAttribute("aria-label")}`);
      words.after(button);
    }
    mark();
  }

  // The next row of a table is at hand while one is filled in.
  root.addEventListener("input", ({ target }) => {
    const next = target.closest(".kb-part")?.nextElementSibling;
    if (next?.matches("details.kb-part")) next.open = true;
  });
  root.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".kb-entry")) return;
    if (target.matches(TYPED)) aim(target);
    help(target);
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches(".kb-entry .kb-words")) check(target);
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest(".kb-cite-here");
    if (!button) return;
    aim(button, true);
    toText();
  });
  root.addEventListener("kb:selected", () => {
    const back = input ?? box?.querySelector(TYPED);
    const form = desk.entryForm();
    if (form && !form.dataset.isSent && fill()) back.focus({ preventScroll: true });
  });
  root.addEventListener("kb:opened", addButtons);

  Object.assign(desk, { toText, toForm, take, setBegins, isCiting: () => Boolean(desk.entryForm()) && isAlive() });
  addButtons();
})();
