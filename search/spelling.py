"""How similar two spellings are."""

from rapidfuzz.distance.Indel import normalized_similarity as alike
from rapidfuzz.distance.OSA import distance

REORDERED = 0.99
"""The factor for words in another order or split differently."""


def closeness(phrase, name):
    """0 to 1: how alike `phrase` and the most similar run of words of `name` are, both folded.

    If both have the same number of words, the least similar pair decides: “Sequoia Capital” is not “Qianji Capital”.
    Words that are apart in the name, in another order, or split differently, are a little less alike.
    """
    words, searched = name.split(" "), phrase.split(" ")
    number, compact = len(searched), phrase.replace(" ", "")
    best = max((_least_alike(searched, words[i : i + number]) for i in range(len(words) - number + 1)), default=0.0)
    if number > 1:
        best = max(best, REORDERED * min(max(alike(one, word) for word in words) for one in searched))
    for size in {max(number - 1, 1), number + 1}:
        for start in range(len(words) - size + 1):
            near = alike(compact, "".join(words[start : start + size]))
            best = max(best, REORDERED * near if near > 0.85 else 0.0)
    return best


def nearest(phrase, words):
    """(start, end) of the run of words most like `phrase`, with as many words, one more or one less."""
    number, compact = len(phrase.split(" ")), phrase.replace(" ", "")
    runs = [
        (start, start + size)
        for size in range(max(number - 1, 1), number + 2)
        for start in range(len(words) - size + 1)
    ]
    return max(runs, key=lambda run: alike(compact, "".join(words[slice(*run)])), default=(0, len(words)))


def _least_alike(words, others):
    return min(alike(word, other) for word, other in zip(words, others, strict=True))


def edits(one, other, most=3):
    """The number of letters that are missing, added, wrong or swapped with a neighbour; at most `most` + 1."""
    return distance(one, other, score_cutoff=most)
