// “Add another” offers the place of the row above: its source and paragraph, which count as cited once more is said.
"use strict";
const PLACE = ["source", "paragraph"];

const named = (row, name) => row.querySelector(`[name$="-${name}"], [name$="-place_${name}"]`);

const take = (input, value, text) => {
  if (input.tagName === "SELECT" && ![...input.options].some((option) => option.value === value)) {
    input.append(new Option(text, value, true, true));
  }
  input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("formset:added", ({ target }) => {
  const above = target.previousElementSibling;
  const offered = target.querySelector("[name$='-offered']");
  if (!offered || !above?.matches(".kb-inline-row")) return;
  const values = PLACE.map((name) => named(above, name)?.value ?? "");
  if (!values.every(Boolean)) return;
  const source = named(above, "source");
  PLACE.forEach((name, index) => take(named(target, name), values[index], source.selectedOptions[0]?.textContent));
  offered.value = values.join(":");
});
