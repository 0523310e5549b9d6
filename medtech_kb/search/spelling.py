"""How near two spellings are."""

from difflib import SequenceMatcher
from functools import lru_cache

APART = 0.99
FAR = 0.6
"""Words of so different a length are not compared letter by letter: that costs, and nothing depends on it."""


def closeness(asked, name):
    """0 to 1: how alike `asked` and the most similar run of words of `name` are, both folded.

    Where both have as many words, the least similar pair decides: “Sequoia Capital” is not “Qianji Capital”. Words that
    stand apart in the name, or in another order, are a little less alike.
    """
    words, wanted = name.split(" "), asked.split(" ")
    number, compact = len(wanted), asked.replace(" ", "")
    best = max((_worst(wanted, words[i : i + number]) for i in range(len(words) - number + 1)), default=0.0)
    if number > 1:
        best = max(best, APART * min(max(_ratio(word, each) for each in words) for word in wanted))
    for size in {max(number - 1, 1), number + 1}:
        for start in range(len(words) - size + 1):
            alike = _ratio(compact, "".join(words[start : start + size]))
            best = max(best, alike if alike > 0.85 else 0.0)
    return best


def _worst(some, others):
    return min(_ratio(one, other) for one, other in zip(some, others, strict=True))


@lru_cache(20_000)
def _ratio(one, other):
    most = 2 * min(len(one), len(other)) / max(len(one) + len(other), 1)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if most > FAR else most


def edits(one, other, most=3):
    """The letters that are missing, added, wrong or swapped with their neighbour; more than `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
