"""Amounts: the published table of phrases, line by line, and what is never read into words."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from values import vocabulary
from values.amounts import StatedAmount

M, B = 10**6, 10**9
READINGS = [  # stated, currency, low, high, bounds
    ("tens of millions of dollars", "USD", 10 * M, 100 * M, "[)"),
    ("Tens of millions of RMB", "CNY", 10 * M, 100 * M, "[)"),
    ("hundreds of millions of yuan", "CNY", 100 * M, B, "[)"),
    ("hundreds of thousands", "", 100_000, M, "[)"),
    ("dozens of millions", "", 12 * M, 100 * M, "[)"),
    ("millions", "", M, None, "[)"),
    ("millions of patients", "", M, None, "[)"),
    ("billions of yuan", "CNY", B, None, "[)"),
    ("several million euros", "EUR", 2 * M, 10 * M, "[)"),
    ("multi-trillion-yuan", "CNY", 2000 * B, None, "[)"),
    ("multi-million dollars", "USD", 2 * M, None, "[)"),
    ("nearly RMB 30 billion", "CNY", 24 * B, 30 * B, "[)"),
    ("nearly 100 million US$", "USD", 80 * M, 100 * M, "[)"),
    ("over US$5 million", "USD", 5 * M, None, "()"),
    ("more than 1,000", "", 1000, None, "()"),
    ("at least 300", "", 300, None, "[)"),
    ("1 billion yuan or more", "CNY", B, None, "[)"),
    ("200+", "", 200, None, "[)"),
    ("about 50%", "", 45, 55, "[]"),
    ("approximately RMB 100 million", "CNY", 90 * M, 110 * M, "[]"),
    ("less than 10%", "", None, 10, "()"),
    ("less than 10 minutes", "", 0, 10, "[)"),
    ("up to 10%", "", None, 10, "(]"),
    ("up to 10 hospitals", "", 0, 10, "[]"),
    ("16 million", "", 16 * M, 16 * M, "[]"),
    ("US$1.5bn", "USD", 1_500 * M, 1_500 * M, "[]"),
    ("$300 million", "USD", 300 * M, 300 * M, "[]"),
    ("€2.5 million", "EUR", 2_500_000, 2_500_000, "[]"),
    ("3 million AED", "AED", 3 * M, 3 * M, "[]"),
    ("91.1%", "", Decimal("91.1"), Decimal("91.1"), "[]"),
    ("twelve hospitals", "", 12, 12, "[]"),
    ("16 minutes", "", 16, 16, "[]"),
    ("3 mm", "", 3, 3, "[]"),
    ("5 beds", "", 5, 5, "[]"),
    ("20%-30%", "", 20, 30, "[]"),
    ("20 to 30 million yuan", "CNY", 20 * M, 30 * M, "[]"),
    ("between 5 and 10 million", "", 5 * M, 10 * M, "[]"),
    ("900 million to 1.2 billion", "", 900 * M, 1_200 * M, "[]"),
    ("数千万元", "CNY", 20 * M, 100 * M, "[)"),
    ("数千万美元", "USD", 20 * M, 100 * M, "[)"),
    ("数百万元", "CNY", 2 * M, 10 * M, "[)"),
    ("近亿元", "CNY", 80 * M, 100 * M, "[)"),
    ("亿元及以上", "CNY", 100 * M, None, "[)"),
    ("数亿元人民币", "CNY", 200 * M, B, "[)"),
    ("超过3亿元", "CNY", 300 * M, None, "()"),
    ("约5000万元", "CNY", 45 * M, 55 * M, "[]"),
    ("1.2亿元", "CNY", 120 * M, 120 * M, "[]"),
]
UNREADABLE = [
    "substantial", "a large sum", "1 in 5", "5 of 12 patients", "12 million in 2019", "-5%",
    "30 to 20", "more than enough", "nearly 0", "under 0", "nearly everything", "Series A", "", "?",
    "multi-year", "over 3 of 5", "about", "12,5 million", "million", "many millions", "millions in 2019",
]  # fmt: skip


@pytest.mark.parametrize(("stated", "currency", "low", "high", "bounds"), READINGS)
def test_a_phrase_of_the_table_becomes_its_range(stated, currency, low, high, bounds):
    amount = StatedAmount.read(stated)
    assert (amount.currency, amount.low, amount.high, amount.bounds) == (currency, low, high, bounds)


@pytest.mark.parametrize("stated", [reading[0] for reading in READINGS] + UNREADABLE)
def test_the_sources_own_words_are_kept(stated):
    assert StatedAmount.read(stated).stated == stated


@pytest.mark.parametrize("stated", UNREADABLE)
def test_words_that_cannot_be_read_keep_no_range(stated):
    amount = StatedAmount.read(stated)
    assert (amount.low, amount.high, amount.bounds, amount.is_disclosed) == (None, None, "", True)


def test_sixteen_minutes_are_no_sixteen_million():
    assert StatedAmount.read("16 minutes").high == 16


NOT_DISCLOSED = [
    *sorted(vocabulary.UNDISCLOSED), "Undisclosed", " Not  disclosed ", "an undisclosed amount of funding",
    "具体金额未披露", "terms were not disclosed", "The amount has not been disclosed.", "交易金额尚未公布",
]  # fmt: skip


@pytest.mark.parametrize("stated", NOT_DISCLOSED)
def test_an_undisclosed_amount_is_never_zero(stated):
    amount = StatedAmount.read(stated)
    assert (amount.is_disclosed, amount.low, amount.high, amount.in_words) == (False, None, None, "undisclosed")


def test_zero_is_a_disclosed_amount():
    amount = StatedAmount.read("0")
    assert (amount.is_disclosed, amount.low, amount.in_words) == (True, 0, "0")


@pytest.mark.parametrize(
    "stated", ["A$5 million", "C$5 million", "NT$5 million", "500亿日元", "100 million Hong Kong dollars"]
)
def test_another_countrys_money_is_never_taken_for_dollars_or_yuan(stated):
    assert StatedAmount.read(stated).currency not in ("USD", "CNY")


@pytest.mark.parametrize("stated", ["9" * 25, "1" + "0" * 30, "999999999999 trillion", "0.00001", "nearly 0.0003"])
def test_a_number_that_no_column_can_hold_keeps_no_range(stated):
    assert StatedAmount.read(stated).bounds == ""


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("tens of millions of dollars", "US$10M to under US$100M"),
        ("over US$5 million", "over US$5M"),
        ("at least US$5 million", "US$5M or more"),
        ("US$5 million", "US$5M"),
        ("about RMB 100 million", "about RMB 100M"),
        ("nearly RMB 100 million", "nearly RMB 100M"),
        ("3000余万元", "over RMB 30M to under RMB 40M"),
        ("1.25 billion euros", "€1.25B"),
        ("3 million AED", "AED 3M"),
        ("12 trillion", "12T"),
        ("1,500", "1,500"),
        ("91.1%", "91.1"),
        ("a large sum", "a large sum"),
    ],
)
def test_an_amount_is_shown_in_words(stated, words):
    assert StatedAmount.read(stated).in_words == words


PIECES = st.one_of(
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.integers(0, 10**30).map(str),
    st.sampled_from([
        *vocabulary.SCALES, *vocabulary.LETTERS, *vocabulary.PLURALS, *vocabulary.SEVERAL, *vocabulary.ONES,
        *vocabulary.TENS, *sorted(vocabulary.SIGNS), *sorted(vocabulary.CURRENCY_CODES), *sorted(vocabulary.PURPOSES),
        "of", "and", "than", "at", "least", "most", "no", "more", "or", "so", "a", "half", "dozen", "figure",
        "up", "in", "(", ")", ",", ".", "%", "between", "from",
    ]),
)  # fmt: skip


@given(st.lists(PIECES, max_size=6).map(" ".join))
@example("１２ million")
@example("5 ² million")
@example("0-0")
def test_any_text_is_read_without_a_crash_and_low_is_never_above_high(text):
    amount = StatedAmount.read(text)
    assert amount.low is None or amount.high is None or amount.low <= amount.high
    assert (amount.bounds == "") == (amount.low is None and amount.high is None)
    assert isinstance(amount.in_words, str)


@given(st.lists(PIECES, max_size=6).map("".join))
@example("²")
def test_a_range_always_fits_its_column(text):
    for number in (StatedAmount.read(text).low, StatedAmount.read(text).high):
        assert number is None or (abs(number) < 10**20 and number == round(number, 4))


@given(st.integers(0, 10**9))
def test_a_plain_number_is_exactly_itself(number):
    amount = StatedAmount.read(f"{number:,}")
    assert (amount.low, amount.high, amount.bounds) == (number, number, "[]")
