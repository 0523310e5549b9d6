// Suggestions below a search box: the combobox pattern of WAI-ARIA. Without this file the box is a plain form.
(() => {
  "use strict";
  const PAUSE = 120; // milliseconds of silence before the server is asked

  function element(name, attributes = {}, text = "") {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  }

  function enhance(input, number) {
    const id = `suggestions-${number}`;
    const list = element("ul", { id, role: "listbox", class: "suggestions", "aria-label": document.documentElement.dataset.suggestions || "Suggestions" });
    const count = element("p", { class: "sr", role: "status", "aria-live": "polite" });
    list.hidden = true;
    input.after(list, count);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      input.setAttribute(key, value);
    }
    let options = [];
    let active = -1;
    let timer = 0;
    let request = null;
    let composing = false;

    function close() {
      list.hidden = true;
      list.replaceChildren();
      options = [];
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      count.textContent = "";
    }

    function stop() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }

    function mark(place) {
      active = place;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[place].id);
        options[place].scrollIntoView({ block: "nearest" });
      }
    }

    function go(option) {
      window.location.assign(option.dataset.url);
    }

    function option(result, at) {
      const made = element("li", { id: `${id}-${at}`, role: "option", "aria-selected": "false", "data-url": `/${result.type}/${result.slug}/` });
      const name = element("span", { class: "suggested" });
      const isOtherName = result.why.kind !== "name";
      if (isOtherName) name.append(`${result.name} · `);
      for (const piece of result.why.segments) name.append(piece.hit ? element("mark", {}, piece.text) : piece.text);
      made.append(name, " ", element("span", { class: "muted" }, result.type));
      made.addEventListener("mousedown", (event) => event.preventDefault());
      made.addEventListener("click", () => go(made));
      return made;
    }

    function show(results) {
      close();
      options = results.map(option);
      list.append(...options);
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(Boolean(options.length)));
      count.textContent = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
    }

    async function ask() {
      stop();
      const text = input.value.trim();
      if (!text || text.length > 200) return close();
      request = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: request.signal, headers: { Accept: "application/json" } });
        const results = answer.ok ? (await answer.json()).results : [];
        if (input.value.trim() === text && document.activeElement === input) show(results);
      } catch {
        // the next letter tries again; the form works without suggestions
      }
    }

    function later() {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(ask, PAUSE);
    }

    function step(by) {
      const places = options.length + 1; // one place is the box itself
      mark(((active + 1 + by + places) % places) - 1);
    }

    const keys = {
      ArrowDown: () => (options.length ? step(1) : ask()),
      ArrowUp: () => (options.length ? step(-1) : ask()),
      Escape: () => {
        stop();
        if (options.length) close();
        else input.value = "";
      },
      Enter: () => active >= 0 && go(options[active]),
    };

    input.addEventListener("input", later);
    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; later(); });
    input.addEventListener("blur", () => { stop(); close(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !keys[event.key]) return;
      if (event.key === "Enter" && active < 0) return stop(); // the form is sent
      event.preventDefault();
      keys[event.key]();
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(enhance);
})();
