// The text at the desk: which of its words are chosen, by mouse or word by word by keyboard, and how that is shown.
(() => {
  "use strict";
  const root = document.querySelector(".kb-desk");
  if (!root || !window.CSS?.highlights || !window.Intl?.Segmenter) return; // the desk is whole without its scripts
  const desk = { root };
  window.kbDesk = desk;
  root.classList.add("kb-scripted");

  const RUN = /\p{Script=Han}+|[^\s\p{Script=Han}，。；：、！？（）《》「」『』【】“”…]+/gu;
  const FRONT = /^["'‘’([,;:!?]+/;
  const BACK = /["'‘’)\],.;:!?]+$/;
  const BESIDE = /[\s,;:，、；：。]/;
  const isPartOfWord = (character) => /[\p{L}\p{N}%$€£¥]/u.test(character) && !/\p{Script=Han}/u.test(character);
  const isDigit = (character) => /\d/.test(character ?? "");
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const chosen = { paragraph: 0, anchor: 0, caret: 0, begin: 0, end: 0, isSaid: false };

  function wordsOf(text) {
    const words = [];
    for (const { index, 0: run } of text.matchAll(RUN)) {
      if (/\p{Script=Han}/u.test(run)) {
        for (const piece of segmenter.segment(run)) words.push([index + piece.index, index + piece.index + piece.segment.length]);
        continue;
      }
      const begin = index + (run.match(FRONT)?.[0].length ?? 0);
      let end = index + run.length - (run.match(BACK)?.[0].length ?? 0);
      if (text.slice(begin, end).includes("(") && text[end] === ")") end += 1; // 510(k)
      if (begin < end) words.push([begin, end]);
    }
    return words;
  }

  const sections = () => [...root.querySelectorAll(".kb-paragraph")];
  const sectionOf = (number) => root.querySelector(`#paragraph-${number}`);
  const numberOf = (section) => Number(section.dataset.paragraph);
  const placeOfText = (section) => section.querySelector(".kb-text");
  const textOf = (section) => placeOfText(section).textContent;
  const current = () => sectionOf(chosen.paragraph);

  function offsetIn(section, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(placeOfText(section));
    range.setEnd(node, offset);
    return range.toString().length;
  }

  function rangeOf(section, begin, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(placeOfText(section), NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + node.length;
      if (begin >= at && begin < next) range.setStart(node, begin - at);
      if (end > at && end <= next) range.setEnd(node, end - at);
      at = next;
    }
    return range;
  }

  function spanOf(section, element) {
    const begin = offsetIn(section, element, 0);
    return [begin, begin + element.textContent.length];
  }

  function paint() {
    const section = current();
    CSS.highlights.delete("kb-caret");
    CSS.highlights.delete("kb-words");
    for (const each of sections()) each.classList.toggle("kb-current", each === section);
    const word = section && wordsOf(textOf(section))[chosen.caret];
    if (word) CSS.highlights.set("kb-caret", new Highlight(rangeOf(section, ...word)));
    if (section && chosen.isSaid) CSS.highlights.set("kb-words", new Highlight(rangeOf(section, chosen.begin, chosen.end)));
    desk.tell?.(chosen.isSaid ? textOf(section).slice(chosen.begin, chosen.end) : "");
  }

  function show(section, begin, end) {
    const box = (end > begin ? rangeOf(section, begin, end) : section).getBoundingClientRect();
    if (box.top < 60 || box.bottom > window.innerHeight - 20) window.scrollBy(0, box.top - window.innerHeight / 3);
  }

  // Go to a paragraph, with the caret at the word that holds or follows a place in it; nothing is chosen yet.
  function goTo(section, at = 0) {
    if (!section) return;
    const caret = Math.max(0, wordsOf(textOf(section)).findIndex(([, end]) => end > at));
    Object.assign(chosen, { paragraph: numberOf(section), anchor: caret, caret, begin: 0, end: 0, isSaid: false });
    section.focus({ preventScroll: true });
    show(section, ...(wordsOf(textOf(section))[caret] ?? [0, 0]));
    paint();
  }

  // Nothing is chosen in a paragraph any more; the caret stays where it is in it.
  function stayIn(section) {
    const word = section === current() && wordsOf(textOf(section))[chosen.caret];
    goTo(section, word ? word[0] : 0);
  }

  function choose(section, begin, end) {
    const words = wordsOf(textOf(section));
    const anchor = Math.max(0, words.findIndex((word) => word[1] > begin));
    const caret = Math.max(anchor, words.findLastIndex((word) => word[0] < end));
    Object.assign(chosen, { paragraph: numberOf(section), anchor, caret, begin, end, isSaid: end > begin });
    paint();
  }

  // Move the caret by words; with `extend` from where the choice began. The first step chooses the word it stands on.
  function step(by, extend) {
    const section = current();
    if (!section) return goTo(sections()[0]);
    const words = wordsOf(textOf(section));
    const isFirst = !chosen.isSaid && !extend && by > 0;
    const caret = isFirst ? chosen.caret : Math.min(words.length - 1, Math.max(0, chosen.caret + by));
    const anchor = extend ? chosen.anchor : caret;
    if (!words.length) return;
    const [begin, end] = [words[Math.min(anchor, caret)][0], words[Math.max(anchor, caret)][1]];
    Object.assign(chosen, { anchor, caret, begin, end, isSaid: true });
    show(section, ...words[caret]);
    paint();
  }

  // Move one edge of the choice by a character: names in Chinese have no spaces around them.
  function nudge(edge, by) {
    const section = current();
    if (!section || !chosen.isSaid) return;
    const moved = { begin: chosen.begin, end: chosen.end };
    moved[edge] += by;
    if (moved.begin >= 0 && moved.begin < moved.end && moved.end <= textOf(section).length) {
      Object.assign(chosen, moved);
      paint();
    }
  }

  // The sentence with the caret: {number, begin, end}.
  function sentence() {
    const section = current();
    const at = section && (wordsOf(textOf(section))[chosen.caret]?.[0] ?? 0);
    for (const element of section?.querySelectorAll(".kb-sentence") ?? []) {
      const [begin, end] = spanOf(section, element);
      if (at < end) return { number: Number(element.dataset.sentence), begin, end };
    }
    return null;
  }

  function chooseSentence() {
    const found = sentence();
    if (found) choose(current(), found.begin, found.end);
  }

  function goToSentence(section, number) {
    const open = [...section.querySelectorAll(".kb-sentence:not(.kb-ended)")];
    const next = open.find((element) => Number(element.dataset.sentence) > number) ?? open[0];
    goTo(section, next ? spanOf(section, next)[0] : 0);
  }

  // {paragraph, words, begins} of what is chosen; `begins`, as the site counts characters, where the words stand twice.
  function words() {
    const section = current();
    if (!section) return null;
    if (!chosen.isSaid) return { paragraph: chosen.paragraph, words: "" };
    const text = textOf(section);
    const found = { paragraph: chosen.paragraph, words: text.slice(chosen.begin, chosen.end) };
    const isTwice = text.indexOf(found.words) !== text.lastIndexOf(found.words);
    return isTwice ? { ...found, begins: [...text.slice(0, chosen.begin)].length } : found;
  }

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
    const isLast = [...section.querySelectorAll(".kb-sentence")].some((element) => spanOf(section, element)[1] === end);
    return [begin, isLast && text[end - 1] === "." && end - begin > 1 ? end - 1 : end];
  }

  function readMouse() {
    const selection = document.getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const start = range?.startContainer;
    const section = (start?.nodeType === Node.TEXT_NODE ? start.parentElement : start)?.closest?.(".kb-paragraph");
    const place = section && placeOfText(section);
    if (!place?.contains(start)) return;
    const from = offsetIn(section, start, range.startOffset);
    if (range.collapsed) return goTo(section, from);
    const to = place.contains(range.endContainer) ? offsetIn(section, range.endContainer, range.endOffset) : textOf(section).length;
    const [begin, end] = snapped(section, from, to);
    if (begin >= end) return;
    const exact = rangeOf(section, begin, end);
    selection.setBaseAndExtent(exact.startContainer, exact.startOffset, exact.endContainer, exact.endOffset);
    choose(section, begin, end);
    root.dispatchEvent(new CustomEvent("kb:selected"));
  }

  let isFromText = false;
  document.addEventListener("pointerdown", (event) => { isFromText = Boolean(event.target.closest?.(".kb-text")); });
  document.addEventListener("pointerup", () => { if (isFromText) setTimeout(readMouse); });
  root.addEventListener("kb:swapped", paint);

  Object.assign(desk, {
    sections, sectionOf, numberOf, current, goTo, stayIn, step, nudge, sentence, chooseSentence, goToSentence, words,
    position: () => JSON.stringify(chosen),
  });
})();
