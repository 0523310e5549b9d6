"""The marks of a timeline: how the days of an entry are drawn."""

from django.utils.translation import gettext as _

from ..svg import AGAINST, HATCH, tag, text

OTHER = "#4d565e"
COLOURS = {"milestones": "#0b5c63", "rounds": "#8a5a12", "studies": "#5b4fa3", "recognitions": "#5b4fa3"}
INSET = 14
"""How much room an open end has beyond the first and last year that is known."""


def drawn(span, scale, section):
    """(The shape of a span, 14 pixels high, where it ends)."""
    shapes, end = _shapes(span, scale)
    return tag("g", *shapes, color=COLOURS.get(section, OTHER), class_=f"on-timeline is-{section}"), end


def _shapes(span, scale):
    chart, colour = scale.pixels, "currentColor"
    line, parts, end = {"stroke": colour, "stroke_width": 1.2}, [], 0.0
    if span.moment is not None:
        x = scale(span.moment)
        return [tag("path", d=f"M{x:.1f} 0 l7 7 l-7 7 l-7 -7 z", fill=colour)], x + 7
    if span.filled:
        start = 0.0 if span.filled[0] is None else scale(span.filled[0])
        end = chart - INSET if span.filled[1] is None else scale(span.filled[1])
        if span.fades:
            known = start if span.fades == "end" else end
            x, end = (known, known + 30) if span.fades == "end" else (known - 30, known)
            parts.append(tag("path", d=f"M{x:.1f} 7 h30", fill="none", stroke_dasharray="3 3", **line))
            parts.append(text("?", x + 12, 5, 10))
        else:
            parts.append(tag("rect", x=start, y=3, width=max(end - start, 2), height=8, fill=colour))
    for low, high in span.hatched:
        part, reach = _hatched(low, high, span, scale, line)
        parts.append(part)
        end = max(end, reach)
    if span.goes_on:
        end = chart
        parts.append(tag("path", d=f"M{chart - INSET:.1f} 0 l{INSET} 7 l-{INSET} 7 z", fill=colour))
    return parts, end


def _hatched(low, high, span, scale, line):
    """(A hatched part, where it ends); a deadline has no left side and a firm end, what goes on no right side."""
    chart = scale.pixels
    start, end = (INSET if low is None else scale(low)), (chart - INSET if high is None else scale(high))
    width = max(end - start, 5)
    dashes = "2 2" if span.is_doubted else None
    box = tag("rect", x=start, y=2, width=width, height=10, fill=f"url(#{HATCH})", stroke="none")
    left = "" if low is None else f"M{start:.1f} 2 v10"
    right = "" if high is None else f"M{start + width:.1f} 2 v10"
    sides = f"M{start:.1f} 2 h{width:.1f} M{start:.1f} 12 h{width:.1f} {left} {right}"
    frame = tag("path", d=sides, fill="none", stroke_dasharray=dashes, **line)
    parts = [box, frame]
    if low is None:
        parts.append(_firm_end(start + width, line))
        parts.append(tag("path", d=f"M{INSET} 1 l-10 6 l10 6", fill="none", **line))
    return tag("g", *parts), start + width


def _firm_end(x, line):
    """The end of a deadline."""
    return tag("path", d=f"M{x:.1f} 0 v14", fill="none", **line | {"stroke_width": 3})


def legend() -> list:
    """[(shape, words)] of the ways in which days are drawn."""
    line = {"stroke": "currentColor", "stroke_width": 1.2}
    hatched = {"fill": f"url(#{HATCH})", "y": 2, "height": 10}
    deadline = tag("g", tag("rect", x=0, width=12, **hatched), _firm_end(12.5, line))
    shapes = [
        (tag("path", d="M7 0 l7 7 l-7 7 l-7 -7 z", fill="currentColor"), _("a day")),
        (tag("rect", x=0.5, width=13, **hatched, **line), _("one moment, or an end, somewhere in these days")),
        (tag("rect", x=0, y=3, width=14, height=8, fill="currentColor"), _("it lasted")),
        (deadline, _("by then: a deadline, its start not known")),
        (tag("path", d="M0 0 l14 7 l-14 7 z", fill="currentColor"), _("goes on")),
    ]
    coloured = [(tag("g", shape, color=OTHER, class_="on-timeline"), words) for shape, words in shapes]
    inferred = (text("∴", 3, 12, 13, OTHER), _("nobody states the date so: it is inferred"))
    return [*coloured, inferred, (text("!", 5, 12, 13, AGAINST, font_weight=700), _("contested"))]
