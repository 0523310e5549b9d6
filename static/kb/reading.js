// Beside a date or an amount stands how it will be read, while it is typed.
"use strict";
const PAUSE = 300; // milliseconds without a key before the reading is asked for
const READ = /^(.*-)?(when|published|amount_stated|unit)$/;
const timers = new WeakMap();

const beside = (input) => {
  const next = input.nextElementSibling;
  if (next?.matches(".kb-reading")) return next;
  const output = document.createElement("output");
  output.className = "kb-reading";
  output.htmlFor = input.id;
  input.after(output);
  return output;
};

const show = async (input, parameters) => {
  const output = beside(input);
  const typed = input.value;
  if (!typed.trim()) { output.textContent = ""; return; }
  try {
    const answer = await fetch(`/admin/reading/?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } });
    const { is_read, text } = await answer.json();
    if (input.value !== typed) return; // typed on meanwhile
    output.textContent = text;
    output.classList.toggle("kb-unread", !is_read);
  } catch {
    output.textContent = ""; // without an answer the form says it once it is saved
  }
};

document.addEventListener("input", ({ target }) => {
  const [, prefix = "", kind] = READ.exec(target.name ?? "") ?? [];
  const named = (name) => target.form?.elements[prefix + name];
  const input = kind === "unit" ? named("amount_stated") : target;
  if (!kind || !input) return;
  const isAmount = input.name.endsWith("amount_stated");
  clearTimeout(timers.get(input));
  timers.set(input, setTimeout(() => {
    show(input, isAmount ? { amount: input.value, unit: named("unit")?.value ?? "" } : { date: input.value });
  }, PAUSE));
});
