// The text at the desk: which of its words are chosen, word by word by keyboard or as they are pointed at, and how that is shown.
(() => {
  "use strict";
  const root = document.querySelector(".kb-desk");
  if (!root) return;
  const marks = window.CSS?.highlights; // in browsers without them the chosen words are the browser's own selection
  const desk = { root };
  window.kbDesk = desk;
  root.classList.add("kb-scripted");

  const RUN = /\p{Script=Han}+|[^\s\p{Script=Han}，。；：、！？（）《》「」『』【】“”…]+/gu;
  const FRONT = /^["'‘’([,;:!?]+/;
  const BACK = /["'‘’)\],.;:!?]+$/;
  const segmenter = window.Intl?.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  const chosen = { paragraph: 0, anchor: 0, caret: 0, begin: 0, end: 0, isSaid: false };

  // The words of a run of Chinese; its characters, where the browser knows no words.
  function piecesOf(run) {
    if (!segmenter) return [...run.matchAll(/./gu)].map(({ index, 0: one }) => [index, index + one.length]);
    return [...segmenter.segment(run)].map(({ index, segment }) => [index, index + segment.length]);
  }

  function wordsOf(text) {
    const words = [];
    for (const { index, 0: run } of text.matchAll(RUN)) {
      if (/\p{Script=Han}/u.test(run)) {
        for (const [begin, end] of piecesOf(run)) words.push([index + begin, index + end]);
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

  function mark(name, section, place) {
    if (!marks) return;
    if (place) marks.set(name, new Highlight(rangeOf(section, ...place)));
    else marks.delete(name);
  }

  // Without marks: select the words, or the word with the caret, unless somebody is typing.
  function select(section, place) {
    if (marks || !place || document.activeElement.matches("input, select, textarea")) return;
    const range = rangeOf(section, ...place);
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  function paint() {
    const section = current();
    for (const each of sections()) each.classList.toggle("kb-current", each === section);
    const word = section && wordsOf(textOf(section))[chosen.caret];
    const words = section && chosen.isSaid ? [chosen.begin, chosen.end] : null;
    mark("kb-caret", section, word);
    mark("kb-words", section, words);
    select(section, words ?? word);
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

  root.addEventListener("kb:swapped", paint);

  Object.assign(desk, {
    sections, sectionOf, numberOf, placeOfText, textOf, offsetIn, rangeOf, spanOf, current, goTo, stayIn, choose, step, nudge,
    sentence, chooseSentence, goToSentence, words,
    position: () => JSON.stringify(chosen),
  });
})();
