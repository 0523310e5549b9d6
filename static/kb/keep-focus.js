// A facet or an active filter leads to a new page: after following it by keyboard, the focus returns to it.
(() => {
  "use strict";
  const KEY = "kb-followed";
  const PLACES = ".facets a, .active-filters a";

  const groupOf = (link) => link.closest(".facet")?.dataset.facet || "";
  const nameOf = (link) => (groupOf(link) && link.querySelector("span") ? link.querySelector("span") : link).textContent.trim();

  function restore() {
    let followed = null;
    try {
      followed = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch {
      return; // no session storage: the focus stays at the top
    }
    if (!followed || followed.path !== window.location.pathname) return;
    const links = [...document.querySelectorAll(PLACES)];
    const same = links.find((link) => groupOf(link) === followed.group && nameOf(link) === followed.name);
    const facet = followed.group && document.querySelector(`[data-facet="${CSS.escape(followed.group)}"] summary`);
    const goal = same || facet || document.getElementById("results");
    if (!goal) return;
    goal.closest("details.more-values")?.setAttribute("open", "");
    goal.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(PLACES);
    if (!link || event.detail) return; // detail is 0 only for a click by keyboard
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ path: new URL(link.href).pathname, group: groupOf(link), name: nameOf(link) }));
    } catch {
      // no session storage
    }
  });
  restore();
})();
