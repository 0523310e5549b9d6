// Words of the text chosen by mouse, pen or finger: whole words, wherever in them the selection begins and ends.
(() => {
  "use strict";
  const desk = window.kbDesk;
  if (!desk) return;
  const { root, placeOfText, textOf, offsetIn, rangeOf } = desk;
  const STILL = 500; // milliseconds until a finger's selection is taken: its handles are still being dragged before
  const BESIDE = /[\s,;:，、；：。]/;
  const isPartOfWord = (character) => /[\p{L}\p{N}%$€£¥]/u.test(character) && !/\p{Script=Han}/u.test(character);
  const isDigit = (character) => /\d/.test(character ?? "");

  // Whether a place is inside a word or a number: “96.4” and “1,200” are whole.
  function isWithinWord(text, at) {
    const [before, behind] = [text[at - 1], text[at]];
    if (at <= 0 || at >= text.length) return false;
    if (isPartOfWord(before) && isPartOfWord(behind)) return true;
    if (/[.,]/.test(before)) return isDigit(text[at - 2]) && isDigit(behind);
    return /[.,]/.test(behind) && isDigit(before) && isDigit(text[at + 1]);
  }

  // Snap to whole words, without the spaces and commas around them and the full stop of the sentence.
  function snapped(section, begin, end) {
    const text = textOf(section);
    while (isWithinWord(text, begin)) begin -= 1;
    while (isWithinWord(text, end)) end += 1;
    while (begin < end && BESIDE.test(text[begin])) begin += 1;
    while (begin < end && BESIDE.test(text[end - 1])) end -= 1;
    const isLast = [...section.querySelectorAll(".kb-sentence")].some((element) => desk.spanOf(section, element)[1] === end);
    return [begin, isLast && text[end - 1] === "." && end - begin > 1 ? end - 1 : end];
  }

  // {section, from, to} of the browser's selection, where it begins in the text; `to` ends with the paragraph.
  function selected() {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const start = range?.startContainer;
    const section = (start?.nodeType === Node.TEXT_NODE ? start.parentElement : start)?.closest?.(".kb-paragraph");
    const place = section && placeOfText(section);
    if (!place?.contains(start)) return null;
    const from = offsetIn(section, start, range.startOffset);
    if (range.collapsed) return { section, from, to: from };
    const isInside = place.contains(range.endContainer);
    return { section, from, to: isInside ? offsetIn(section, range.endContainer, range.endOffset) : textOf(section).length };
  }

  function take() {
    const found = selected();
    if (!found) return;
    if (found.from === found.to) return desk.goTo(found.section, found.from);
    const [begin, end] = snapped(found.section, found.from, found.to);
    if (begin >= end) return;
    const exact = rangeOf(found.section, begin, end);
    const selection = document.getSelection();
    selection.setBaseAndExtent(exact.startContainer, exact.startOffset, exact.endContainer, exact.endOffset);
    desk.choose(found.section, begin, end);
    root.dispatchEvent(new CustomEvent("kb:selected"));
  }

  let isFromText = false;
  let isByTouch = false;
  let last = "";
  let waiting = 0;
  document.addEventListener("pointerdown", (event) => {
    isFromText = Boolean(event.target.closest?.(".kb-text"));
    isByTouch = event.pointerType === "touch";
    last = "";
  });
  document.addEventListener("pointerup", () => { if (isFromText) setTimeout(take); });

  // A long press selects without the pointer's going up, and handles are dragged outside the page's sight.
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    if (!isByTouch || document.getSelection().isCollapsed) return;
    waiting = setTimeout(() => {
      const now = document.getSelection().toString();
      if (now === last || !selected()) return;
      take();
      last = document.getSelection().toString();
    }, STILL);
  });
})();
