"""Persons named with their company: “Wang Tong, InferVision”, “王桐（推想医疗）”.

A name of a person alone may be another's; with a company or investor at which we have that person it is ours.
"""

import re
from collections import defaultdict

from companies.models import Position

from .folding import fold

SHAPE = re.compile(r"\s*([^,，(（]{2,60}?)\s*[,，(（]\s*([^)）]{2,}?)\s*[)）]?\s*")


def person_and_rest(name):
    """(what may be a person's name, the rest) of a name with a comma or brackets, or None."""
    match = SHAPE.fullmatch(name)
    return match and match.groups()


def employers_of(slugs) -> dict:
    """{slug of a person: the folded names of the companies and investors of their positions}."""
    employers = defaultdict(set)
    for organisation in ("company", "investor"):
        rows = Position.objects.filter(person__slug__in=slugs, **{f"{organisation}__is_published": True}).order_by()
        for slug, *names in rows.values_list("person__slug", f"{organisation}__name", f"{organisation}__names__text"):
            employers[slug] |= {fold(name) for name in names if name}
    return employers


def is_named(employers, text) -> bool:
    """Whether a text names one of these organisations: in Latin letters as whole words."""
    folded = fold(text)
    return any(f" {name} " in f" {folded} " if name.isascii() else name in folded for name in employers)
