"""docs/dates.md: how dates are written and read."""

from .dates import PartialDate

EXAMPLES = (
    "March 2025", "14 March 2025", "2025年3月14日", "2021.3.5", "13/04/2021", "2021-XX", "201X", "2010s", "Q3 2021",
    "2021年第三季度", "H1 2021", "2021年下半年", "2013~", "about 2013", "2013年左右", "2024?", "possibly about 2024",
    "from 2013 to 2019", "2013–2019", "3–5 March 2021", "2021年3月至5月", "since March 2020", "2020年3月至今",
    "until 2013", "2024/", "by 2026", "by the end of March 2026", "2026年底前", "before 2019", "after March 2020",
    "by 2026, not before March 2025", "early 2018", "mid-2021", "late 2021", "end of 2021", "2021年底",
    "early March 2021", "2021年3月上旬", "by early 2018",
)  # fmt: skip
REFUSED = (
    "03/04/2021", "2021-22", "2021/22", "Mar-21", "到2026年", "FY2021", "summer 2021", "last year", "3月5日",
    "2023-02-29",
)  # fmt: skip
RULES = """
A date is kept in EDTF (ISO 8601-2), in one spelling, and never more precise than its source. `../2013` lasted until
2013; `[..2026]` is one moment, no later than 2026; `2020-03/..` had no end when its source was written, `2024/` has an
unknown end; `[2020-03..]` is one moment, then or later. Behind a point, `~` is about, `?` uncertain, `%` both.

`earliest` and `latest` are the days by which it is filtered. An approximate point may be off by one step of its own
precision each way (a year, a half, a quarter, a month, a day), a decade by a year: a convention of ours. What EDTF
has no word for, like early, mid and late, is the widest days that are meant; it is approximate and keeps its words.

A list is ordered by the start, then the narrower first. One moment within bounds stands where its end stands, or its
start where that alone is known, and in years it is counted there alone. `when_possibly` finds it wherever it can lie.
An uncertain date is possible, and never certain.
"""


def dates(written: str) -> str:
    """Return the text of docs/dates.md; `written` is the line that says how it is made."""
    lines = [
        "# How dates are written and read", "", written.rstrip(), RULES,
        "| typed | EDTF | shown | earliest | latest |", "|---|---|---|---|---|",
        *(_row(typed) for typed in EXAMPLES),
        "", "## What is refused", "", "| typed | why |", "|---|---|",
        *(f"| {typed} | {_reason(typed)} |" for typed in REFUSED),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _row(typed: str) -> str:
    date = PartialDate.read(typed)
    return f"| {typed} | `{date.edtf}` | {date.in_words} | {date.earliest or 'open'} | {date.latest or 'open'} |"


def _reason(typed: str) -> str:
    """The reason that the reader gives, without the list of what is allowed."""
    try:
        PartialDate.read(typed)
    except ValueError as error:
        reason = str(error).partition(". Write one like")[0].rstrip(".")
        return reason.partition("is no date that can be read. ")[2] or reason
    raise AssertionError(f"{typed} is read")
