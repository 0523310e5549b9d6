// The keys of the desk: from paragraph to paragraph, word by word, a form by its letter, endings by their number.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root } = desk;
  const OFF = "kb-desk-keys-off";
  const live = root.querySelector(".kb-chosen-words");
  const list = document.getElementById("kb-keys");
  const letters = new Map([...list.querySelectorAll("kbd[data-type]")].map((key) => [key.textContent, key.dataset.type]));
  const endings = [...list.querySelectorAll("[data-ending]")].map((each) => each.dataset.ending);
  let last = root.querySelector("[name=type]:is(select)")?.value || "";

  desk.tell = (...texts) => { live.textContent = texts.filter(Boolean).join(" "); };

  // The map of keys is a dialog here; without scripts it is a part of the page.
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "kb-keys-title");
  dialog.className = "kb-keys-map";
  dialog.append(...list.querySelectorAll(":scope > :not(summary)"));
  list.hidden = true;
  root.append(dialog);
  const close = dialog.querySelector(".kb-keys-close");
  close.addEventListener("click", () => dialog.close());
  const box = dialog.querySelector("input[type=checkbox]");
  const isOff = () => { try { return Boolean(localStorage.getItem(OFF)); } catch { return false; } };
  box.checked = !isOff();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // no storage: the keys stay on
    }
  });

  // Buttons for the types, in place of the choice that pages without scripts have.
  function addTypes() {
    const start = root.querySelector("form.kb-start [name=type]:is(select)")?.form;
    if (!start || start.querySelector(".kb-types")) return;
    const box = document.createElement("div");
    box.className = "kb-types";
    for (const key of document.querySelectorAll(".kb-keys-of-types kbd")) {
      const button = document.createElement("button");
      const name = key.closest("li").querySelector("span").textContent;
      button.type = "submit";
      button.name = "type";
      button.value = key.dataset.type;
      button.append(name, " ", key.cloneNode(true));
      box.append(button);
    }
    start.append(box);
    start.querySelector("select[name=type]").disabled = true;
  }

  root.addEventListener("kb:opened", addTypes);
  addTypes();

  function goBy(by) {
    const sections = desk.sections();
    const at = sections.indexOf(desk.current() ?? root.querySelector(".kb-chosen"));
    desk.goTo(sections[Math.min(sections.length - 1, Math.max(0, at + by))]);
  }

  function goToOpen() {
    const open = desk.sections().filter((section) => !section.matches(".kb-closed"));
    const at = desk.current() ? desk.numberOf(desk.current()) : 0;
    desk.goTo(open.find((section) => desk.numberOf(section) > at) ?? open[0]);
  }

  function record(type) {
    const chosen = desk.words();
    if (!chosen || !type) return;
    last = type;
    desk.open({ ...chosen, type });
  }

  const buttonOf = (section, ending) => section?.querySelector(`.kb-paragraph-state button[name=ending][value="${ending}"]`);

  // End the paragraph or the sentence with the caret; of what has no place in the model its kind is asked for.
  function end(ending, isSentence) {
    const section = desk.current();
    const button = buttonOf(section, ending);
    const sentence = isSentence ? desk.sentence()?.number : null;
    if (!button || (isSentence && !sentence)) return;
    const { form } = button;
    setSentence(form, sentence);
    if (ending !== "no_place") return form.requestSubmit(button);
    form.closest("details").open = true;
    form.elements.missing.focus();
  }

  function setSentence(form, number) {
    form.querySelector("[name=sentence]")?.remove();
    form.querySelector(".kb-of-sentence")?.remove();
    if (!number) return;
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "sentence", value: number });
    const note = document.createElement("span");
    Object.assign(note, { className: "kb-of-sentence", textContent: root.dataset.sentence.replace("NUMBER", number) });
    form.append(input, note);
  }

  function leave() {
    const form = desk.entryForm();
    if (!form) return;
    desk.open({ paragraph: form.elements.paragraph.value }, false);
  }

  const KEYS = {
    j: () => goBy(1),
    k: () => goBy(-1),
    n: goToOpen,
    x: desk.chooseSentence,
    "?": () => dialog.showModal(),
    Enter: () => (desk.isCiting() ? desk.take() : record(last)),
    Escape: leave,
    ArrowRight: (event) => move(1, event),
    ArrowLeft: (event) => move(-1, event),
    0: () => end("open"),
  };
  endings.forEach((ending, at) => {
    KEYS[at + 1] = () => end(ending, false);
    KEYS[at + 7] = () => end(ending, true);
  });
  for (const [letter, type] of letters) KEYS[letter] = () => record(type);

  function move(by, event) {
    if (event.ctrlKey) desk.nudge(event.shiftKey ? "end" : "begin", by);
    else desk.step(by, event.shiftKey);
  }

  function save() {
    const form = desk.entryForm();
    form?.requestSubmit(form.querySelector("[name=save]"));
  }

  const isTyping = (target) => target.matches?.("input, select, textarea, [contenteditable]");
  const isPressed = (target) => target.matches?.("a, button, summary");

  function whileTyping(event) {
    if (event.key !== "Escape" || !event.target.closest(".kb-desk")) return;
    event.preventDefault();
    if (event.target.closest(".kb-entry")) desk.toText();
    else (desk.current() ?? root.querySelector(".kb-chosen"))?.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing || dialog.open || event.altKey || event.metaKey && key !== "Enter") return;
    if (key === "Enter" && (event.ctrlKey || event.metaKey) && !target.closest?.(".kb-paragraph form")) {
      event.preventDefault();
      return desk.afterwards(save);
    }
    if (key === "F2") {
      event.preventDefault();
      return root.querySelector(".kb-side").contains(target) ? desk.toText() : desk.toForm();
    }
    if (isTyping(target)) return whileTyping(event);
    if (event.ctrlKey && !key.startsWith("Arrow")) return;
    if (isPressed(target) && (key === "Enter" || key.startsWith("Arrow"))) return;
    if (!KEYS[key] || (key.length === 1 && key !== "?" && isOff())) return;
    event.preventDefault();
    if (root.dataset.opening && key.length === 1) return; // typed for a field that is not there yet: no command
    KEYS[key](event);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a[href='#kb-keys-title']")) return;
    event.preventDefault();
    dialog.showModal();
  });
})();
