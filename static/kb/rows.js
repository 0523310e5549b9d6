// Rows of a list: select all of the page, see how many are selected, copy them as a table. The rest is a plain form.
(() => {
  "use strict";
  const form = document.querySelector("form.rows");
  const place = form?.querySelector(".copy");
  if (!place) return;
  const boxes = [...form.querySelectorAll("tbody .pick input")];
  const heading = document.getElementById("with-rows");
  const status = form.querySelector(".row-status");
  const compare = form.querySelector("[data-most]");

  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", place.dataset.all);
  form.querySelector("thead .pick").replaceChildren(all);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = place.dataset.label;
  place.append(button);

  const selected = () => boxes.filter((box) => box.checked);

  function update() {
    const number = selected().length;
    heading.textContent = number ? heading.dataset.some.replace("NUMBER", number) : heading.dataset.none;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    status.textContent = compare && number > Number(compare.dataset.most) ? compare.dataset.tooMany : "";
  }

  function words(cell) {
    const copy = cell.cloneNode(true);
    for (const node of copy.querySelectorAll(".more, .cite, [aria-hidden=true]")) if (!node.matches(".cite")) node.remove();
    for (const mark of copy.querySelectorAll(".cite")) mark.append(" ");
    return copy.textContent.replace(/\s+/g, " ").trim().replace(/^[=+@-]/, "'$&"); // no spreadsheet runs it as a formula
  }

  function rows() {
    const chosen = selected().length ? selected() : boxes;
    const lines = [form.querySelector("thead tr"), ...chosen.map((box) => box.closest("tr"))];
    return lines.map((line) => [...line.cells].slice(1).map(words));
  }

  function asHtml(lines) {
    const table = document.createElement("table");
    for (const line of lines) {
      const row = table.insertRow();
      for (const text of line) row.insertCell().textContent = text;
    }
    return table.outerHTML;
  }

  button.addEventListener("click", () => {
    const lines = rows();
    const fill = (event) => {
      event.clipboardData.setData("text/plain", lines.map((line) => line.join("\t")).join("\n"));
      event.clipboardData.setData("text/html", asHtml(lines));
      event.preventDefault();
    };
    document.addEventListener("copy", fill, { once: true });
    const isDone = document.execCommand("copy"); // unlike navigator.clipboard also where the site is not on HTTPS
    document.removeEventListener("copy", fill);
    if (isDone) status.textContent = place.dataset.done.replace("NUMBER", lines.length - 1);
  });
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    update();
  });
  form.addEventListener("change", update);
  update();
})();
