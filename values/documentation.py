"""docs/amounts.md: how phrases are read, and the words that the grammar knows."""

from . import vocabulary
from .amounts import StatedAmount

EXAMPLES = (
    "RMB 600–800 billion", "US$1.2B", "five and a half million", "one hundred and fifty million yuan",
    "3000万元", "1亿2000万元", "tens of millions of dollars", "several hundred million yuan",
    "hundreds of hospitals", "millions of patients", "multi-trillion yuan", "nine-figure", "数千万元", "十几家",
    "nearly 50 million dollars", "近亿元", "about 50 million dollars", "5000万元左右",
    "over 50 million dollars", "超5000万元", "3000余万元", "50-odd hospitals", "at least 20 cases", "1亿元以上",
    "亿元及以上", "30 million-plus", "under 20 cases", "up to 20 cases", "up to 5%", "不超过1亿元", "千万级美元",
    "RMB 700 million (US$104 million)", "¥300m", "12.5%", "57 m", "5% of net sales", "undisclosed", "金额未披露",
)  # fmt: skip
RULES = """
A phrase is read whole: a word that is not listed below leaves the source's words alone, without a range. The range is
what the words allow, never more. `[` and `]` include their end, `(` and `)` do not: *over*, *under*, *nearly*, 超 and
余 exclude it; *at least*, *at most*, 以上 and 以下 include it (Civil Code of China, art. 1259). “Undisclosed” is no
number, and is never shown as zero.

Two readings are conventions of ours, and mark the amount as approximate: “about” allows a tenth less or more, “nearly”
begins at 0.8. 余, 多 and “-odd” reach to the next step of the last digit that is not 0. “Up to” begins at 0 only where
the value cannot be negative: money, and what is counted or measured. A currency whose word several share ($, dollars,
pounds) is marked as inferred; ¥, and 元 in traditional script, name none. A second currency in brackets stays with the
words. No currency is converted.
"""
TABLES = {
    "about": vocabulary.ABOUT | vocabulary.ABOUT_BEHIND, "nearly": vocabulary.NEARLY, "over": vocabulary.OVER,
    "under": vocabulary.UNDER, "at least": vocabulary.AT_LEAST | vocabulary.AT_LEAST_BEHIND,
    "at most": vocabulary.AT_MOST | vocabulary.AT_MOST_BEHIND, "some more": vocabulary.ODD,
    "scales": vocabulary.SCALES, "scales beside a currency": vocabulary.LETTERS, "counted": vocabulary.COUNTED,
    "measured": vocabulary.MEASURED, "may be negative": vocabulary.CAN_BE_NEGATIVE,
    "what money is for": vocabulary.PURPOSES, "undisclosed": vocabulary.UNDISCLOSED,
}  # fmt: skip


def amounts(written: str) -> str:
    """Return the text of docs/amounts.md; `written` is the line that says how it is made."""
    shared = {name: ", ".join(filter(None, codes)) for name, codes in vocabulary.SHARED_CURRENCIES.items()}
    lines = [
        "# How stated amounts are read", "", written.rstrip(), RULES, "| words | read as |", "|---|---|",
        *(f"| {words} | {_reading(StatedAmount.read(words))} |" for words in EXAMPLES),
        "", "## Words", "", "A record's own unit may follow its number besides these.", "",
        *(f"- *{name}*: {', '.join(sorted(words))}" for name, words in TABLES.items()),
        "", "| currency | words |", "|---|---|",
        *(f"| {code} | {', '.join(sorted(names))} |" for code, names in vocabulary.CURRENCIES.items()),
        *(f"| one of {codes} | {name} |" for name, codes in shared.items()),
        "", f"And the codes {', '.join(sorted(vocabulary.CURRENCY_CODES))}.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _reading(amount: StatedAmount) -> str:
    if not amount.is_disclosed:
        return "no range: stated as undisclosed"
    if not amount.bounds:
        return "no range"
    low = f"{amount.low.normalize():,f}" if amount.low is not None else "-∞"
    high = f"{amount.high.normalize():,f}" if amount.high is not None else "∞"
    notes = ", approximate" * amount.approximate + ", currency inferred" * amount.currency_inferred
    return f"{amount.currency} {amount.bounds[0]}{low}, {high}{amount.bounds[1]}{notes}".strip()
