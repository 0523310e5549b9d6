"""A bar of an amount: filled as far as it is certain, hatched to the most that its words allow, an arrow if open."""

from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from values.amounts import StatedAmount

from ..scales import Scale
from ..svg import HATCH, SOFT, tag, text

CERTAIN, TOTAL = "#0b5c63", "#14424a"
ARROW = 22
"""How long the arrow of an open amount is."""


def least(amount):
    return amount.low or 0


def most(amounts):
    """The largest number that has to be in the picture."""
    return max((amount.high if amount.high is not None else least(amount) for amount in amounts), default=0)


def bar(amount: StatedAmount, scale: Scale, y, height, colour=CERTAIN, pattern=HATCH) -> Markup:
    """The bar from zero on, to the right."""
    start, line = scale(least(amount)), {"stroke": colour, "stroke_width": 1, "class_": "amount-line"}
    parts = (
        [tag("rect", x=0, y=y, width=max(start, 0.5), height=height, fill=colour, class_="amount-bar")] if start else []
    )
    if amount.high is None:
        parts.append(tag("rect", x=start, y=y, width=ARROW - 8, height=height, fill=f"url(#{pattern})", **line))
        tip, middle = start + ARROW, y + height / 2
        head = f"M{tip - 8:.1f} {y - 3:.1f} L{tip + 4:.1f} {middle:.1f} L{tip - 8:.1f} {y + height + 3:.1f} z"
        parts.append(tag("path", d=head, fill=colour, class_="amount-bar"))
    elif amount.high > least(amount):
        width = scale(amount.high) - start
        parts.append(tag("rect", x=start, y=y, width=width, height=height, fill=f"url(#{pattern})", **line))
    return Markup("").join(parts)


def column(amount: StatedAmount, scale: Scale, x, width, base) -> Markup:
    """The same bar, standing on `base`."""
    start, line = scale(least(amount)), {"stroke": TOTAL, "stroke_width": 1, "class_": "amount-line"}
    parts = (
        [tag("rect", x=x, y=base - start, width=width, height=start, fill=TOTAL, class_="amount-bar")] if start else []
    )
    if amount.high is None:
        top = base - start - ARROW
        parts.append(tag("rect", x=x, y=top + 8, width=width, height=ARROW - 8, fill=f"url(#{HATCH})", **line))
        head = f"M{x - 3:.1f} {top + 8:.1f} L{x + width / 2:.1f} {top - 4:.1f} L{x + width + 3:.1f} {top + 8:.1f} z"
        parts.append(tag("path", d=head, fill=TOTAL, class_="amount-bar"))
    elif amount.high > least(amount):
        height = scale(amount.high) - start
        parts.append(
            tag("rect", x=x, y=base - start - height, width=width, height=height, fill=f"url(#{HATCH})", **line)
        )
    return Markup("").join(parts)


def legend(with_open=True, with_spans=False) -> list:
    """[(shape, words)] of the bars."""
    frame = {"x": 0.5, "y": 2, "width": 13, "height": 10, "stroke": CERTAIN, "class_": "amount-line"}
    filled = tag("rect", x=0, y=2, width=14, height=10, fill=CERTAIN, class_="amount-bar")
    hatched = tag("rect", fill=f"url(#{HATCH})", **frame)
    items = [(filled, _("at least, as the words allow")), (hatched, _("up to the most that the words allow"))]
    if with_open:
        items.append((tag("path", d="M2 2 L13 7 L2 12 z", fill=CERTAIN, class_="amount-bar"), _("open above")))
    if with_spans:
        dashed = tag("rect", fill="none", stroke_dasharray="3 2", **frame)
        items.append((dashed, _("one round whose date lies in several years: counted in none")))
    return items


def axis(scale: Scale, currency, y, height, most=5) -> Markup:
    """The ticks of a horizontal axis with their amounts, and lines down through the bars."""
    parts = []
    for number in scale.ticks(most):
        x = scale(number)
        parts.append(tag("line", x1=x, x2=x, y1=y, y2=y + height, stroke="#c5c9cc", stroke_width=0.8, class_="grid"))
        parts.append(amount_label(number, currency, x, y - 5, text_anchor="middle" if x > 20 else "start"))
    return Markup("").join(parts)


def amount_label(number, currency, x, y, **attributes):
    return text(in_currency(number, currency), x, y, 11, SOFT, **attributes)


def in_currency(number, currency):
    """Like “US$20M”."""
    exact = Decimal(round(number))
    return StatedAmount("", currency, exact, exact, "[]").in_words
