"""The grammar of amounts, by the kinds of phrase that a reader of single words gets wrong."""

from math import inf

import pytest

from tests.values.strategies import ends
from values.amounts import StatedAmount

M, B = 10**6, 10**9
FAULTS = [  # stated, currency, low, high
    ("$4.5B", "USD", 4500 * M, 4500 * M),
    ("US$80m", "USD", 80 * M, 80 * M),
    ("70m dollars", "USD", 70 * M, 70 * M),
    ("RMB 12K", "CNY", 12_000, 12_000),
    ("64 m", "", 64, 64),
    ("4 K", None, None, None),
    ("7 w", "", 7, 7),
    ("2000余万元", "CNY", 20 * M, 30 * M),
    ("2,500多万元", "CNY", 25 * M, 26 * M),
    ("20多亿元", "CNY", 2 * B, 3 * B),
    ("二十多家医院", "", 20, 30),
    ("千余例", "", 1000, 2000),
    ("30-odd centres", "", 30, 40),
    ("several hundred thousand yuan", "CNY", 200_000, M),
    ("several tens of thousands of patients", "", 20_000, 100_000),
    ("300万元以上", "CNY", 3 * M, inf),
    ("300万元以下", "CNY", 0, 3 * M),
    ("不超过300万元", "CNY", 0, 3 * M),
    ("20分钟内", "", 0, 20),
    ("within 20 minutes", "", 0, 20),
    ("as many as 12 hospitals", "", 0, 12),
    ("as much as $12 million", "USD", 0, 12 * M),
    ("as high as 12%", "", -inf, 12),
    ("高达12%", "", -inf, 12),
    ("不低于300万元", "CNY", 3 * M, inf),
    ("300万元左右", "CNY", 2_700_000, 3_300_000),
    ("近三千万元", "CNY", 24 * M, 30 * M),
    ("过千万美元", "USD", 10 * M, inf),
    ("百万级美元", "USD", M, 10 * M),
    ("300万级", None, None, None),
    ("千万元", None, None, None),
    ("7% of gross profit", None, None, None),
    ("7 of 20 centres", None, None, None),
    ("7元件", None, None, None),
    ("RMB 5,000 per test", None, None, None),
    ("RMB 350 million (US$50 million)", "CNY", 350 * M, 350 * M),
    ("3.5亿元（约合5000万美元）", "CNY", 350 * M, 350 * M),
    ("RMB 350 million (Series C)", None, None, None),
    ("RMB 350 million (RMB 50 million)", None, None, None),
    ("RMB 350 million US$", None, None, None),
    ("¥200m", "", 200 * M, 200 * M),
    ("2億元", "", 200 * M, 200 * M),
    ("2億港元", "HKD", 200 * M, 200 * M),
    ("２０００万元", "CNY", 20 * M, 20 * M),
    ("叁仟万元", "CNY", 30 * M, 30 * M),
    ("二十三万零四百元", "CNY", 230_400, 230_400),
    ("1亿2000万元", "CNY", 120 * M, 120 * M),
    ("2万亿元", "CNY", 2 * 10**12, 2 * 10**12),
    ("三亿五", None, None, None),
    ("二〇二四", None, None, None),
    ("四五百万元", "CNY", 4 * M, 5 * M),
    ("十几家", "", 11, 20),
    ("两三千万元", "CNY", 20 * M, 30 * M),
    ("3000万至2亿元", "CNY", 30 * M, 200 * M),
    ("十五至四十万元", "CNY", 150_000, 400_000),
    ("US$3 million to US$4 million", "USD", 3 * M, 4 * M),
    ("four or five million euros", "EUR", 4 * M, 5 * M),
    ("one hundred and twenty million yuan", "CNY", 120 * M, 120 * M),
    ("three and a half million", "", 3_500_000, 3_500_000),
    ("half a million dollars", "USD", 500_000, 500_000),
    ("three dozen hospitals", "", 36, 36),
    ("no more than RMB 30 million", "CNY", 0, 30 * M),
    ("not less than 20 cases", "", 20, inf),
    ("in excess of £20 million", "GBP", 20 * M, inf),
    ("30 million dollars at most", "USD", 0, 30 * M),
    ("30 million-plus", "", 30 * M, inf),
    ("30 million yuan or so", "CNY", 27 * M, 33 * M),
    ("just under 30 million yuan", "CNY", 24 * M, 30 * M),
    ("an eight-figure sum", None, None, None),
    ("low-eight-figure", "", 10 * M, 100 * M),
    ("a total of RMB 2.3 billion in funding", "CNY", 2300 * M, 2300 * M),
    ("8 million Egyptian pounds", None, None, None),
    ("百分之八", "", 8, 8),
    ("12个百分点", "", 12, 12),
]


@pytest.mark.parametrize(("stated", "currency", "low", "high"), FAULTS)
def test_a_phrase_is_read_whole_or_not_at_all(stated, currency, low, high):
    amount = StatedAmount.read(stated)
    assert ends(amount) == (low, high)
    assert low is None or amount.currency == currency


@pytest.mark.parametrize(
    ("stated", "inferred"),
    [
        ("$5 million", True),
        ("5 million dollars", True),
        ("5 million pounds", True),
        ("US$5 million", False),
        ("5 million US dollars", False),
        ("£5 million", False),
        ("500万元", False),
        ("5 million", False),
    ],
)
def test_a_currency_that_several_words_share_is_inferred(stated, inferred):
    assert StatedAmount.read(stated).currency_inferred == inferred


@pytest.mark.parametrize(
    ("stated", "excluded"),
    [
        ("over 10", (True, False)),
        ("more than 10", (True, False)),
        ("超过10家", (True, False)),
        ("逾10家", (True, False)),
        ("at least 10", (False, False)),
        ("10家以上", (False, False)),
        ("10 or more", (False, False)),
        ("under 10 cases", (False, True)),
        ("nearly 10", (False, True)),
        ("近10家", (False, True)),
        ("不满10家", (False, True)),
        ("up to 10 cases", (False, False)),
        ("10家以下", (False, False)),
        ("10余家", (True, True)),
        ("about 10", (False, False)),
    ],
)
def test_the_end_that_the_words_exclude_is_excluded(stated, excluded):
    amount = StatedAmount.read(stated)
    assert (amount.min_excluded, amount.max_excluded) == excluded


@pytest.mark.parametrize(
    ("stated", "approximate"),
    [
        ("about 10", True),
        ("nearly 10", True),
        ("10 or so", True),
        ("近10亿元", True),
        ("约10家", True),
        ("over 10", False),
        ("10余家", False),
        ("tens of millions", False),
        ("10", False),
    ],
)
def test_the_conventional_ends_are_approximate(stated, approximate):
    assert StatedAmount.read(stated).approximate == approximate


def test_the_records_own_unit_may_follow_the_number():
    assert ends(StatedAmount.read("270 robotic arms")) == (None, None)
    assert ends(StatedAmount.read("270 robotic arms", unit="robotic arms")) == (270, 270)
    assert ends(StatedAmount.read("up to 270", unit="hospitals")) == (0, 270)
    assert ends(StatedAmount.read("up to 270", unit="%")) == (-inf, 270)


@pytest.mark.parametrize(
    ("stated", "words"),
    [("about US$50M", "US$45M to US$55M"), ("nearly US$50M", "US$40M to under US$50M"), ("US$5M", "")],
)
def test_the_ends_of_an_approximate_amount_are_shown_beside_it(stated, words):
    assert StatedAmount.read(stated).ends_in_words == words
