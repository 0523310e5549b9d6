"""The mark of each stage of regulation: told apart by its form, hatched where it is planned or on a condition.

What allows marketing is the only filled disc; a trial is a triangle; an end is a cross.
"""

from functools import cache

from django.utils.translation import gettext as _
from markupsafe import Markup

from regulatory.standing import Stage

from .svg import AGAINST, HATCH, PAPER, tag

COLOURS = {
    Stage.AUTHORIZED: "#14532d", Stage.COVERED: "#14532d", Stage.UNDER_REVIEW: "#6b4300",
    Stage.TRIAL_STARTED: "#2e3c66", Stage.TRIAL_ALLOWED: "#2e3c66", Stage.EXEMPTED: "#4d565e",
    Stage.PROCEDURE: "#4d565e", Stage.PLANNED: "#4d565e", Stage.ENDED: "#8c1d15",
}  # fmt: skip


@cache
def mark(stage, is_conditional=False) -> Markup:
    """The mark of a stage, 14 by 14 pixels."""
    filled = f"url(#{HATCH})" if is_conditional else "currentColor"
    hollow = f"url(#{HATCH})" if is_conditional else "none"
    return tag("g", *_shapes(stage, filled, hollow), color=COLOURS[stage], class_=f"stage stage-{stage.name.lower()}")


def _shapes(stage, filled, hollow):
    line = {"stroke": "currentColor", "stroke_width": 1.6}
    disc, triangle = {"cx": 7, "cy": 7, "r": 6, **line}, "M7 1.5 L13 12.5 H1 z"
    match stage:
        case Stage.AUTHORIZED:
            return [tag("circle", fill=filled, **disc)]
        case Stage.COVERED:
            return [tag("rect", x=1.5, y=1.5, width=11, height=11, fill=filled, **line)]
        case Stage.UNDER_REVIEW:
            return [tag("circle", fill=hollow, **disc), tag("path", d="M7 1 a6 6 0 0 1 0 12 z", fill="currentColor")]
        case Stage.TRIAL_STARTED:
            return [tag("path", d=triangle, fill=filled, **line)]
        case Stage.TRIAL_ALLOWED:
            return [tag("path", d=triangle, fill=hollow, **line)]
        case Stage.EXEMPTED:
            return [tag("path", d="M7 1 L13 7 L7 13 L1 7 z", fill=hollow, **line)]
        case Stage.PROCEDURE:
            return [tag("path", d="M1.5 3 H9 L13 7 L9 11 H1.5 z", fill=hollow, **line)]
        case Stage.PLANNED:
            return [tag("circle", fill=f"url(#{HATCH})", stroke_dasharray="2.5 2", **disc)]
        case Stage.ENDED:
            return [tag("path", d="M2 2 L12 12 M12 2 L2 12", fill="none", **line | {"stroke_width": 2.4})]


@cache
def contested_mark() -> Markup:
    """What some place contradicts: an exclamation mark in a triangle that stands on its point."""
    line = {"stroke": "currentColor", "stroke_width": 1.6}
    triangle = tag("path", d="M0.5 1.5 H13.5 L7 13.5 z", fill=PAPER, class_="paper", **line)
    sign = tag("path", d="M7 3.5 V7.2 M7 8.6 V10", **line)
    return tag("g", triangle, sign, color=AGAINST, class_="contested-mark")


def legend() -> list:
    """[(mark, words)] of everything that the marks say."""
    stages = [(mark(stage), str(stage.label)) for stage in reversed(Stage)]
    conditional = mark(Stage.COVERED, True), _("hatched: on a condition, which the cell states")
    return [*stages, conditional, (contested_mark(), _("contested: some place contradicts it"))]
