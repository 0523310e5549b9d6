// Who leaves a form with something typed and not saved is asked by the browser first.
window.addEventListener("load", () => {
  "use strict";
  const form = document.querySelector("#content-main form[id$='_form']");
  if (!form) return;

  const typed = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const saved = document.querySelector(".errornote") ? null : typed(); // what came back with errors is not saved
  let sending = false;

  window.addEventListener("pageshow", () => { sending = false; }); // the way back from a page that refused it
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && typed() !== saved) event.preventDefault();
  });
});
