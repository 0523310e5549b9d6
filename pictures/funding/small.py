"""The funding of one company in a corner of its page, from its profile: the total of each currency, and its rounds."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from records.view_models import RecordView

from ..scales import Scale
from ..svg import FONT, INK, SOFT, hatching, link, tag, text, title
from .bars import ARROW, TOTAL, bar, most
from .rounds import Round
from .totals import sums_of

WIDTH, NAMES = 320, 84
MOST = 5
"""The most rounds of a currency that are drawn one by one; of more, only their total is."""


def small_picture(record: RecordView) -> Markup:
    """Bars of about 320 by 120 pixels; nothing where no round is stated. It asks nothing of the database.

    The page says the totals in words beside it and links to `/funding/?company=…`, where the same is a table.
    """
    rounds = [Round(row.doc) for row in record.rows("rounds")]
    if not rounds:
        return Markup("")
    sums, parts, y = sums_of([each.doc for each in rounds]), [], 0
    for total in sums.totals:
        of_currency = [each for each in rounds if each.amount and each.amount.currency == total.currency]
        drawn, y = _currency(total, of_currency if 1 < len(of_currency) <= MOST else [], y, record)
        parts.append(drawn)
    if sums.uncounted:
        words = ngettext("+ %(n)s round, undisclosed", "+ %(n)s rounds, undisclosed", sums.uncounted)
        parts.append(text(words % {"n": sums.uncounted}, 0, y + 12, 11, SOFT))
        y += 18
    heading = _("Funding of %(name)s") % {"name": record.name}
    return tag(
        "svg", title(heading), hatching("hatch-funding"), *parts, viewBox=f"0 0 {WIDTH} {y}", width=WIDTH, height=y,
        font_family=FONT, role="group", aria_label=heading, class_="picture is-small",
    )  # fmt: skip


def _currency(total, rounds, y, record):
    """(The bars of one currency, where the next begins)."""
    scale = Scale(0, most([total.amount]) or 1, WIDTH - NAMES - ARROW)
    address = f"/funding/?company={record.doc['slug']}"
    parts = [
        text(total.amount.in_words, 0, y + 12, 11, INK, font_weight=600),
        _bar(address, total.in_words, total.amount, scale, y + 17, 12, TOTAL, _("total") if rounds else ""),
    ]
    y += 33
    for each in rounds:
        parts.append(_bar(each.url, each.in_words, each.amount, scale, y, 9, label=each.when.text))
        y += 14
    return tag("g", *parts), y + 4


def _bar(url, about, amount, scale, y, height, colour=None, label=""):
    shape = bar(amount, scale, y, height, **({"colour": colour} if colour else {}), pattern="hatch-funding")
    name = text(label, 0, y + height - 1, 10, SOFT) if label else ""
    return link(url, name, tag("g", shape, transform=f"translate({NAMES} 0)"), about=about)
