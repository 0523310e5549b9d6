// A mark beside a value opens a card with the place that it comes from; without this script it leads to the references.
(() => {
  "use strict";
  if (!HTMLElement.prototype.showPopover) return;
  const MARK = "a.cite[href^='#c']";
  const MARGIN = 8;
  let card = null;
  let opener = null;
  let timer = 0;
  let closedAt = 0;
  let closedOpener = null;

  function entriesOf(mark) {
    const [paragraph, first] = mark.hash.slice(1).split("-");
    return [first, ...(mark.dataset.also || "").split(" ").filter(Boolean)]
      .map((number) => document.getElementById(`${paragraph}-${number}`))
      .filter(Boolean);
  }

  function made() {
    card = document.createElement("div");
    card.className = "place-card";
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", document.body.dataset.placeLabel || "");
    document.getElementById("main").append(card);
    card.addEventListener("toggle", (event) => {
      if (event.newState !== "closed" || !opener) return;
      closedAt = Date.now();
      closedOpener = opener;
      delete opener.dataset.open;
      if (card.contains(document.activeElement) || document.activeElement === document.body) opener.focus({ preventScroll: true });
      opener = null;
    });
    card.addEventListener("pointerleave", later);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
  }

  function fill(mark) {
    const entries = entriesOf(mark);
    if (!entries.length) return false;
    const paragraph = entries[0].closest("li");
    const source = paragraph.closest("ul").previousElementSibling.querySelector("a").cloneNode(true);
    const head = document.createElement("p");
    const at = paragraph.querySelector("a.at").cloneNode(true);
    at.textContent = `¶${at.hash.slice(2)}`;
    head.append(source, " ", at);
    const list = document.createElement("ul");
    for (const entry of entries) {
      const item = document.createElement("li");
      const stated = entry.parentElement;
      const copy = stated.cloneNode(false);
      for (const node of stated.childNodes) {
        const isOther = node.nodeType === Node.TEXT_NODE ? node.textContent === ", " : node.id && node !== entry;
        if (!isOther) copy.append(node.cloneNode(true), " ");
      }
      copy.querySelector("[id]")?.removeAttribute("id");
      let record = stated.previousElementSibling;
      while (record && !record.matches("b")) record = record.previousElementSibling;
      if (record) item.append(record.cloneNode(true), " ");
      item.append(copy);
      if (entry.dataset.since) {
        const since = document.createElement("span");
        since.className = "note";
        since.textContent = ` ${document.body.dataset.sinceLabel} ${entry.dataset.since}`;
        item.append(since);
      }
      const value = entry.hash.slice(1).split("-").slice(1).join("-"); // “p12-companies-airdoc-city”
      if (value) {
        const report = document.createElement("a");
        report.className = "report";
        report.href = `/report/?value=${value}&page=${encodeURIComponent(location.pathname)}`;
        report.textContent = document.body.dataset.reportLabel;
        item.append(" ", report);
      }
      list.append(item);
    }
    card.replaceChildren(head, list);
    return true;
  }

  function place(mark) {
    const at = mark.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.max(MARGIN, Math.min(at.left, document.documentElement.clientWidth - size.width - MARGIN));
    const below = at.bottom + 4;
    const top = below + size.height <= window.innerHeight ? below : Math.max(MARGIN, at.top - size.height - 4);
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  }

  function open(mark, focus) {
    clearTimeout(timer);
    if (opener === mark) {
      if (focus) card.focus({ preventScroll: true });
      return true;
    }
    if (!card) made();
    if (!fill(mark)) return false;
    if (opener) delete opener.dataset.open;
    opener = mark;
    if (!card.matches(":popover-open")) card.showPopover();
    place(mark);
    mark.dataset.open = "";
    if (focus) card.focus({ preventScroll: true });
    return true;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (card && !card.matches(":hover") && !card.contains(document.activeElement)) card.hidePopover();
    }, 300);
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(MARK);
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (closedOpener === mark && Date.now() - closedAt < 250 && event.detail) {
      event.preventDefault(); // this click has just closed the card
      return;
    }
    if (open(mark, true)) event.preventDefault();
  });
  document.addEventListener("pointerover", (event) => {
    const mark = event.pointerType === "mouse" && event.target.closest(MARK);
    if (!mark) return;
    clearTimeout(timer);
    timer = setTimeout(() => open(mark, false), 150);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && event.target.closest(MARK)) later();
  });
  window.addEventListener("scroll", () => {
    if (opener && !card.contains(document.activeElement)) card.hidePopover();
  }, { passive: true });
})();
