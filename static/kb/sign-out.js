// What an editor typed at the desk and did not save leaves this browser with them.
(() => {
  "use strict";
  const { user } = document.currentScript.dataset;
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    try {
      const stores = Object.keys(localStorage).filter((store) => store.startsWith(`kb-desk:${user}:`));
      for (const store of stores) localStorage.removeItem(store);
    } catch {
      // no storage, so that nothing was kept
    }
  });
})();
