// The side of the desk where a fact is recorded: its forms are fetched and sent without leaving the page.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root } = desk;
  const LONGEST = 30_000; // milliseconds until an answer is given up
  const said = root.querySelector(".kb-said");
  const notices = document.getElementById("kb-notices").content;
  const side = () => root.querySelector(".kb-side");
  const entryForm = () => root.querySelector("form.kb-entry");
  let queue = Promise.resolve();
  let again = null;

  class Trouble extends Error {}

  // Say something beside the form, in words of the page's own, and what is to be tried again.
  function notify(name, retry = null, detail = "") {
    again = retry;
    said.replaceChildren(notices.querySelector(`[data-notice="${name}"]`).cloneNode(true));
    const place = said.querySelector("[data-detail]");
    if (place) place.textContent = detail;
  }

  async function call(address, options = {}) {
    let answer;
    let html;
    try {
      answer = await fetch(address, { ...options, credentials: "same-origin", signal: AbortSignal.timeout(LONGEST) });
      html = await answer.text();
    } catch {
      throw new Trouble("no_answer");
    }
    const url = new URL(answer.url);
    if (answer.redirected && !url.pathname.startsWith(root.dataset.desk)) throw new Trouble("signed_out");
    if (answer.status === 403) throw new Trouble("forbidden");
    if (!answer.ok) throw new Trouble("failed", { cause: answer.status });
    return { url, html, isRedirected: answer.redirected };
  }

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const tokenIn = (page) => page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  // A session that began meanwhile, in another tab, has a token of its own.
  async function renewToken() {
    const token = tokenIn(parsed((await call(root.dataset.desk)).html));
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
  }

  async function post(address, pairs) {
    const send = () => {
      const body = new URLSearchParams(pairs.filter(([name]) => name !== "csrfmiddlewaretoken"));
      body.append("csrfmiddlewaretoken", tokenIn(document));
      return call(address, { method: "POST", body });
    };
    try {
      return await send();
    } catch (trouble) {
      if (trouble.message !== "forbidden") throw trouble;
      await renewToken();
      return send();
    }
  }

  // One thing after the other, in the order of the keys; what goes wrong is said with the way to try it again.
  function attempt(action) {
    queue = queue.then(() => tried(action));
    return queue;
  }

  // What is to happen once everything that was begun is done: at once, where nothing is.
  function afterwards(action) {
    if (!root.hasAttribute("aria-busy")) return action();
    queue = queue.then(() => { action(); }); // what it asks for comes behind it
  }

  async function tried(action) {
    root.setAttribute("aria-busy", "true");
    try {
      await action();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      notify(trouble.message, () => attempt(action), trouble.cause ?? "");
    } finally {
      root.removeAttribute("aria-busy");
    }
  }

  function firstEmpty(within) {
    const inputs = [...within.querySelectorAll("input[type=text], input[type=number], input[type=url], select, textarea")];
    return inputs.find((input) => !input.value && !input.matches(".kb-words") && input.checkVisibility());
  }

  // Where the hands go on: to the first empty field of a form, to the record or its value, or to the types.
  function goalIn(part, query) {
    const form = entryForm();
    if (form) return firstEmpty(form) ?? form.querySelector("[name=save]");
    return (query.type && part.querySelector("#value-record, .kb-values a")) || part.querySelector(".kb-types button");
  }

  // Beside the text stands this form now; the page's address leads to its paragraph.
  function arrive(paragraph) {
    for (const each of desk.sections()) each.classList.toggle("kb-chosen", desk.numberOf(each) === paragraph);
    history.replaceState(null, "", `?paragraph=${paragraph}`);
    root.dispatchEvent(new CustomEvent("kb:opened"));
  }

  // Open the side of the desk for a query: a paragraph, words in it, and the type to be recorded where that is chosen.
  function open(query, isFocused = true) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
    if (isFocused) root.dataset.opening = "1"; // what is typed now is for the form that comes
    return attempt(async () => {
      const { html } = await call(`${root.dataset.form}?${new URLSearchParams(given)}`);
      said.replaceChildren();
      side().innerHTML = html;
      arrive(Number(query.paragraph));
      if (isFocused) goalIn(side(), query)?.focus();
    }).finally(() => delete root.dataset.opening);
  }

  // The missing kind that is being typed below a paragraph stays under the hands when an earlier answer comes.
  function keepTyped(page) {
    const kept = document.activeElement.closest(".kb-paragraph-state details:not(.kb-cited)");
    const within = kept && page.getElementById(kept.closest(".kb-paragraph").id);
    const place = within?.querySelector(".kb-paragraph-state details:not(.kb-cited)");
    if (!place) return () => {};
    const input = document.activeElement;
    return () => {
      place.replaceWith(kept);
      input.focus({ preventScroll: true });
    };
  }

  // Take over what the page says after a form was sent, but for what is the script's own.
  function swap(html) {
    const page = parsed(html);
    const putBack = keepTyped(page);
    for (const part of [".kb-desk-progress", ".kb-desk-text", ".kb-side", "#kb-missing-kinds"]) {
      root.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    }
    putBack();
    said.replaceChildren(...page.querySelectorAll(".messagelist"));
    root.dispatchEvent(new CustomEvent("kb:swapped"));
  }

  // Send pairs of a form to an address of the desk; `after` gets whether it was done, and where the desk leads then.
  function send(address, pairs, after) {
    return attempt(async () => {
      const { url, html, isRedirected } = await post(address, pairs);
      swap(html);
      const paragraph = Number(url.searchParams.get("paragraph"));
      const isDone = isRedirected && !said.querySelector(".error");
      after?.(isDone, paragraph);
      if (paragraph) arrive(paragraph);
    });
  }

  const pairsOf = (form, button) => [...new FormData(form, button)];

  // Where the hands go on after a refusal: to the question whether it is another record, or to what is wrong.
  function firstWrong() {
    const another = side().querySelector("input[type=checkbox][name=is_another]");
    const wrong = side().querySelector(":is(.kb-row, .kb-cite, .kb-part):has(.errorlist)");
    return another ?? wrong?.querySelector("input:not([type=hidden]), select, textarea") ?? side().querySelector("[name=save]");
  }

  async function sendEntry(form, button) {
    if (form.dataset.isSent) return; // a second press of the key
    form.dataset.isSent = "1";
    const { paragraph } = Object.fromEntries(new FormData(form));
    const key = desk.drafts?.keyOf(form);
    const position = desk.position();
    if (form.contains(document.activeElement)) desk.sectionOf(paragraph).focus({ preventScroll: true }); // keys are commands
    if (button?.name !== "check") desk.drafts?.keepSent(form);
    await send(form.getAttribute("action"), pairsOf(form, button), (isSaved) => {
      if (isSaved) {
        desk.drafts?.drop(key);
        if (position === desk.position()) desk.stayIn(desk.sectionOf(paragraph)); // else the next words are chosen
      } else {
        said.append(...side().querySelectorAll(".kb-entry > :is(.errornote, .kb-checked)")); // in sight, and read out
        firstWrong()?.focus();
      }
    });
    delete form.dataset.isSent;
  }

  // A paragraph or a sentence has ended: the next open one comes.
  function sendEnding(form, button) {
    const { paragraph: here, sentence } = Object.fromEntries(new FormData(form));
    const position = desk.position();
    return send(form.getAttribute("action"), pairsOf(form, button), (isDone, paragraph) => {
      if (position !== desk.position()) return; // the editor has moved on meanwhile
      if (sentence && isDone) desk.goToSentence(desk.sectionOf(here), Number(sentence));
      else desk.goTo(desk.sectionOf(paragraph || here));
    });
  }

  function startQuery(form, button) {
    const query = Object.fromEntries(new FormData(form, button));
    const chosen = desk.words();
    const isChosen = chosen && String(chosen.paragraph) === query.paragraph && chosen.words === query.words;
    return isChosen ? { ...query, begins: chosen.begins } : query;
  }

  root.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    event.preventDefault();
    if (form.matches(".kb-entry")) sendEntry(form, submitter);
    else if (form.method === "get") open(startQuery(form, submitter));
    else sendEnding(form, submitter);
  });

  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) return again?.();
    const link = event.target.closest("a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const query = Object.fromEntries(new URL(link.href).searchParams);
    if (link.closest(".kb-entry")) desk.drafts?.drop(desk.drafts.keyOf(entryForm()));
    const isForText = link.closest(".kb-entry, .kb-desk-progress") || link.matches(".kb-number");
    if (isForText) desk.goTo(desk.sectionOf(query.paragraph));
    const chosen = desk.words();
    const isOfChosen = link.matches(".kb-paragraph .button") && String(chosen?.paragraph) === query.paragraph;
    open(isOfChosen ? chosen : query, !isForText);
  });

  // Words that are selected while no form is open are those to be recorded next.
  root.addEventListener("kb:selected", () => {
    if (entryForm()) return;
    const chosen = desk.words();
    const start = root.querySelector(".kb-start");
    const isHere = start?.elements.words && start.elements.paragraph.value === String(chosen.paragraph);
    if (isHere) start.elements.words.value = chosen.words;
    else open(chosen, false);
  });

  Object.assign(desk, { call, notify, open, send, afterwards, entryForm, firstEmpty, said });
})();
