// A form is sent once; leaving one with unsaved input asks for confirmation first.
window.addEventListener("load", () => {
  "use strict";
  const form = document.querySelector("#content-main form[id$='_form']");
  if (!form) return;
  const PATIENCE = 5000; // milliseconds after which a form may be sent again, should no answer have come

  const typed = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
  const saved = document.querySelector(".errornote") ? null : typed(); // what came back with errors is not saved
  let sending = false;
  const reset = () => { sending = false; };

  window.addEventListener("pageshow", reset); // when going back from a page that refused the form
  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault(); // the second half of a double click
    else setTimeout(reset, PATIENCE);
    sending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && typed() !== saved) event.preventDefault();
  });
});
