"""Addresses and names that are proposed for new records."""

import re
from itertools import chain, count

from django.utils.text import slugify

from names.models import Successor
from search.folding import fold
from search.romanisation import folded_name, spellings_in_pinyin

LONGEST = 60  # characters of an address that is proposed; an editor may type up to 100


def proposed_slug(model, name: str) -> str:
    """A free address made from a name, a Chinese one by its pinyin; "" where the name has no letters."""
    slug = slug_of(name)
    if not slug:
        return ""
    taken = set(
        chain(
            model.objects.filter(slug__startswith=slug).values_list("slug", flat=True),
            Successor.objects.of_type(model).filter(slug__startswith=slug).values_list("slug", flat=True),
        )
    )
    return free_slug(slug, taken)


def slug_of(name: str) -> str:
    """An address made from a name, a Chinese one by its pinyin, whether or not it is free."""
    folded = folded_name(name)
    spelled = (spellings_in_pinyin(folded) or (fold(name),))[0]
    slug = slugify(spelled).strip("-")
    if len(slug) <= LONGEST:
        return slug
    cut = slug[: LONGEST + 1]
    return cut[: cut.rfind("-")] if "-" in cut else cut[:LONGEST]  # between two words, where it can be


def free_slug(slug, taken) -> str:
    """The address, with a number behind it where it is taken."""
    return next(address for address in chain([slug], (f"{slug}-{n}" for n in count(2))) if address not in taken)


def proposed_name(model, values: dict) -> str:
    """A name for a record that sources don't name: whose it is, and what; "" where that is not known yet.

    `values` are labels as typed or chosen: {"company": "Pamu Medical (pamu-medical)", "series": "Series B"}.
    """
    said = {key: re.sub(r" \([-\w]+\)$", "", str(value)) for key, value in values.items()}
    whose = said.get("product") or said.get("company")
    pattern = PATTERNS.get(model.record_type)
    if not pattern or not all(said.get(key) for key in pattern[1:]) or not (whose or said.get("partner")):
        return ""
    owner = said.get("company") or whose if model.record_type == "rounds" else whose or ""
    return pattern[0] % {**said, "whose": owner}


PATTERNS = {
    "rounds": ("%(whose)s, %(series)s", "series"),
    "milestones": ("%(whose)s: %(pathway)s, %(outcome)s", "pathway", "outcome"),
    "studies": ("%(whose)s: %(kind)s", "kind"),
    "recognitions": ("%(whose)s: %(kind)s", "kind"),
    "collaborations": ("%(partner)s: %(kind)s, %(whose)s", "partner", "kind"),
}
"""How those records are called that sources give no name to, and the values that this needs."""
