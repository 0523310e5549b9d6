// A group of the menu closes when the focus leaves it, at a click elsewhere, and with Esc; without this file, by its summary.
(() => {
  "use strict";
  const groups = [...document.querySelectorAll(".menu details")];
  const closeAll = (but = null) => groups.forEach((group) => group !== but && group.removeAttribute("open"));

  for (const group of groups) {
    group.addEventListener("toggle", () => group.open && closeAll(group));
    group.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !group.contains(event.relatedTarget)) group.removeAttribute("open");
    });
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !group.open) return;
      group.removeAttribute("open");
      group.querySelector("summary").focus();
    });
  }
  document.addEventListener("click", (event) => event.target.closest(".menu details") || closeAll());
})();
