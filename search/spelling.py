"""How near two spellings are."""

from rapidfuzz.distance.Indel import normalized_similarity as alike
from rapidfuzz.distance.OSA import distance

MINIMUM_LEAD = 0.99


def closeness(phrase, name):
    """0 to 1: how alike `phrase` and the most similar run of words of `name` are, both folded.

    Where both have as many words, the least similar pair decides: “Sequoia Capital” is not “Qianji Capital”. Words that
    stand apart in the name, in another order, or parted otherwise, are a little less alike.
    """
    words, wanted = name.split(" "), phrase.split(" ")
    number, compact = len(wanted), phrase.replace(" ", "")
    best = max((_worst(wanted, words[i : i + number]) for i in range(len(words) - number + 1)), default=0.0)
    if number > 1:
        best = max(best, MINIMUM_LEAD * min(max(alike(word, each) for each in words) for word in wanted))
    for size in {max(number - 1, 1), number + 1}:
        for start in range(len(words) - size + 1):
            near = alike(compact, "".join(words[start : start + size]))
            best = max(best, MINIMUM_LEAD * near if near > 0.85 else 0.0)
    return best


def nearest(phrase, words):
    """(first, behind the last) of the run of words most like `phrase`: of as many words, one more or one less."""
    number, compact = len(phrase.split(" ")), phrase.replace(" ", "")
    runs = [
        (start, start + size)
        for size in range(max(number - 1, 1), number + 2)
        for start in range(len(words) - size + 1)
    ]
    return max(runs, key=lambda run: alike(compact, "".join(words[slice(*run)])), default=(0, len(words)))


def _worst(some, others):
    return min(alike(one, other) for one, other in zip(some, others, strict=True))


def edits(one, other, most=3):
    """The letters that are missing, added, wrong or swapped with their neighbour; more than `most` is `most` + 1."""
    return distance(one, other, score_cutoff=most)
