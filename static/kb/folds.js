// What is folded opens where a link leads into it, and for printing. Browsers that find in folded text open it by themselves.
(() => {
  "use strict";
  function reveal() {
    const id = decodeURIComponent(window.location.hash.slice(1));
    const goal = id && document.getElementById(id);
    if (!goal) return;
    let folded = goal.closest("details:not([open])");
    if (!folded) return;
    while (folded) {
      folded.open = true;
      folded = folded.parentElement.closest("details:not([open])");
    }
    goal.scrollIntoView();
  }

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")].filter((each) => !each.closest(".facets"));
    for (const each of opened) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
