"""Amounts made from known ends: no reading is narrower than the words, none far wider, and no word adds precision."""

from decimal import Decimal
from itertools import chain
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from tests.values.strategies import ends
from values import vocabulary
from values.amounts import StatedAmount

M, B = 10**6, 10**9
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ENGLISH = [*SMALL.split(), "eighteen", "nineteen"]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def in_english(number):
    """A number below a thousand in words."""
    if number < 20:
        return ENGLISH[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")
    rest = f" and {in_english(number % 100)}" if number % 100 else ""
    return f"{ENGLISH[number // 100]} hundred{rest}"


@given(st.integers(1, 999), st.sampled_from([("", 1), (" thousand", 1000), (" million", M), (" billion", B)]))
def test_a_number_written_out_is_read_back(number, scale):
    word, size = scale
    assert ends(StatedAmount.read(in_english(number) + word)) == (number * size, number * size)


NUMBERS = st.one_of(st.integers(1, 9999), st.decimals(1, 99, places=1))
SCALED = st.sampled_from(
    [("", 1), (" million", M), ("bn", B), ("万", 10**4), ("亿", 10**8), (" hundred million", 10**8)]
)
CURRENCIES = st.sampled_from([("US$", ""), ("RMB ", ""), ("", "元"), ("", " euros"), ("", "")])
# words before and behind the number, and the lowest and highest share of it that they allow
QUALIFIERS = st.sampled_from(
    [
        ("", "", 1, 1),
        ("about ", "", 0.9, 1.1),
        ("", " or so", 0.9, 1.1),
        ("约", "", 0.9, 1.1),
        ("nearly ", "", 0.8, 1),
        ("近", "", 0.8, 1),
        ("over ", "", 1, inf),
        ("超过", "", 1, inf),
        ("at least ", "", 1, inf),
        ("", " or more", 1, inf),
        ("no less than ", "", 1, inf),
        ("不低于", "", 1, inf),
        ("a total of ", "", 1, 1),
        ("", "左右", 0.9, 1.1),
        ("", "以上", 1, inf),
    ]
)


@st.composite
def phrases(draw):
    """(text, low, high) of a plain phrase."""
    number, (scale, size), (sign, name), (front, behind, low, high) = (
        draw(part) for part in (NUMBERS, SCALED, CURRENCIES, QUALIFIERS)
    )
    value = Decimal(str(number)) * size
    high = inf if high == inf else value * Decimal(str(high))
    return f"{front}{sign}{number}{scale}{name}{behind}", value * Decimal(str(low)), high


@given(phrases())
def test_no_reading_is_narrower_than_the_words_nor_far_wider(phrase):
    text, low, high = phrase
    read_low, read_high = ends(StatedAmount.read(text))
    assert read_low <= low <= read_low * 3
    assert read_high >= high
    assert high == inf or read_high <= high * 3


def words_of(table):
    """The words of a table: what it holds, and the sets of words that it holds (of each currency, say)."""
    for item in chain(table, table.values() if isinstance(table, dict) else ()):
        if isinstance(item, str):
            yield item
        elif isinstance(item, set | frozenset | tuple):
            yield from (word for word in item if isinstance(word, str))


KNOWN = {
    word
    for name, table in vars(vocabulary).items()
    if name.isupper() and isinstance(table, dict | frozenset | set | tuple)
    for word in words_of(table)
}
UNKNOWN = st.text(st.sampled_from("abdeghjlmnoprtuvyz"), min_size=3, max_size=8).filter(
    lambda word: not {word, word.removesuffix("s"), word.upper()} & KNOWN
)


@given(phrases(), UNKNOWN, st.integers(0, 6))
def test_an_unknown_word_never_adds_precision(phrase, word, place):
    words = phrase[0].split(" ")
    amount = StatedAmount.read(" ".join([*words[:place], word, *words[place:]]))
    assert ends(amount) == (None, None)
    assert amount.is_disclosed
