"""The table of phrases by which a stated amount becomes a range; docs/amounts.md prints it.

A range is a reading of the words, never more than them: "tens of millions" is at least ten million and less than
a hundred million. `[` and `]` include their end, `)` does not.
"""

from decimal import Decimal

SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "hundred thousand": 10**5, "hundred million": 10**8, "k": 10**3, "mn": 10**6, "m": 10**6, "bn": 10**9,
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip

# Scales without a number: "tens of millions of dollars", "multi-trillion yuan".
VAGUE = {
    "tens of": (10, 100), "dozens of": (12, 100), "hundreds of": (100, 1000), "thousands of": (1000, 10_000),
    "several": (2, 10), "multi": (2, None),
}  # fmt: skip

# Plural scales by themselves, "millions of patients": at least one of it, and no end that the words would set.
BARE = {"millions": 10**6, "billions": 10**9}

# Chinese financing phrases have fixed readings in the trade press.
CHINESE = {
    "数百万": ("2000000", "10000000", "[)"), "数千万": ("20000000", "100000000", "[)"),
    "近亿": ("80000000", "100000000", "[)"), "亿元及以上": ("100000000", None, "[)"),
    "上亿": ("100000000", None, "[)"), "数亿": ("200000000", "1000000000", "[)"),
}  # fmt: skip

NEARLY = ("nearly", "almost", "close to", "just under", "近", "接近")
OVER = (
    "over", "more than", "exceeding", "exceeds", "exceeded", "exceed", "above", "at least", "greater than",
    "upwards of", "not less than", "超过", "超", "逾",
)  # fmt: skip
ABOUT = ("about", "approximately", "around", "roughly", "some", "circa", "an estimated", "~", "约", "大约")
UNDER = ("less than", "fewer than", "under", "below", "up to", "at most", "不到")
INCLUSIVE_UNDER = ("up to", "at most")

UNDISCLOSED = ("undisclosed", "not disclosed", "undisclosed amount", "an undisclosed amount", "未披露", "未公开")
NO_AMOUNT = ("unknown", "n/a", "na", "tbd", "none", "?", "-", "–", "未知", "不详")
"""What people write where they have no amount. It would be shown as the source's words."""

_TO_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER_WORDS = {word: number for number, word in enumerate(_TO_TWENTY)}

CURRENCIES = {
    "US$": "USD", "USD": "USD", "$": "USD", "dollars": "USD", "dollar": "USD", "美元": "USD",
    "RMB": "CNY", "CNY": "CNY", "yuan": "CNY", "人民币": "CNY", "元": "CNY",
    "EUR": "EUR", "€": "EUR", "euros": "EUR", "euro": "EUR", "欧元": "EUR",
    "HK$": "HKD", "HKD": "HKD", "港元": "HKD", "GBP": "GBP", "£": "GBP", "pounds": "GBP",
    "AED": "AED", "dirhams": "AED", "SGD": "SGD", "S$": "SGD", "Singapore dollars": "SGD", "新加坡元": "SGD",
    "Hong Kong dollars": "HKD", "A$": "AUD", "AUD": "AUD", "Australian dollars": "AUD", "澳元": "AUD",
    "C$": "CAD", "CAD": "CAD", "Canadian dollars": "CAD", "加元": "CAD", "JPY": "JPY", "yen": "JPY", "日元": "JPY",
    "NT$": "TWD", "TWD": "TWD", "新台币": "TWD", "KRW": "KRW", "韩元": "KRW",
}  # fmt: skip
SYMBOLS = {"USD": "US$", "CNY": "RMB ", "EUR": "€", "HKD": "HK$", "GBP": "£", "SGD": "S$"}

NEARLY_FROM = Decimal("0.8")
ABOUT_FROM, ABOUT_TO = Decimal("0.9"), Decimal("1.1")
