"""What Chinese numerals, and figures with Chinese scales, add up to."""

from decimal import Decimal

from . import vocabulary as known


class Unreadable(ValueError):
    """The phrase holds a word that the grammar does not know, or says two things."""


def last_scale(run: list[str]) -> int:
    """The 万 and 亿 at the end of the words, which a range shares: 18 in 十八至三十万 is 180,000."""
    scale = 1
    for word in reversed(run):
        if word not in known.LARGE_SCALES:
            break
        scale *= known.LARGE_SCALES[word]
    return scale


def evaluate(run: list[str], end: int) -> Decimal:
    """Return the number that numerals and scales make; `end` is the end of 数, 几 and 五六 to take, 0 or 1.

    Raises Unreadable for digits in a row (二〇二一) and for a digit whose place is not said (三亿五).
    """
    total = section = Decimal(0)
    digit: Decimal | None = None
    largest, last = 0, 10
    for at, word in enumerate(run):
        if word in known.LARGE_SCALES:
            scale = last = known.LARGE_SCALES[word]
            section += digit or 0
            if not section and not total:
                section = Decimal(1)
            if not section or 0 < largest < scale:
                total = (total + section) * scale  # 万亿, 1万2000亿
            else:
                total += section * scale
            section, digit, largest = Decimal(0), None, scale
        elif word in known.SMALL_SCALES:
            last = known.SMALL_SCALES[word]
            section += (1 if digit is None else digit) * last
            digit = None
        elif word in known.ZERO and len(run) > 1:
            last = 10
        else:
            value = _digit(word, end)
            if word in known.SOME and at and at + 1 == len(run):
                value = Decimal((1, 10)[end])  # 十几 is 11 to 19
            if digit is not None:
                if (
                    _digit(word, 0) != _digit(run[at - 1], 0) + 1
                    or run[at - 2 : at - 1]
                    and run[at - 2] in known.DIGITS
                ):
                    raise Unreadable(word)
                value = (digit, value)[end]
            digit = value
    if digit is not None and last != 10:
        raise Unreadable(run[-1])
    return total + section + (digit or 0)


def _digit(word: str, end: int) -> Decimal:
    if word in known.SOME:
        return Decimal(known.SOME[word][end])
    return Decimal(known.DIGITS[word]) if word in known.DIGITS else Decimal(word.replace(",", ""))
