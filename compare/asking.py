"""Reading what is to be compared: from the query string to the records, strictly."""

import orjson
from django.utils.translation import gettext as _

from catalogue.record_types import FACES
from records.documents import compiled
from records.presenting import present
from records.problems import BadParameter
from records.tray import MOST, SLUG, Tray

COMPARED = {face.model._meta.model_name: face for face in FACES if face.can_compare}
FORMATS = ("json", "csv")


def trays_of(data) -> list[Tray]:
    """What the query string names, by type; more than fit and unknown ones too, so that a page can offer the rest."""
    found = []
    for key, face in COMPARED.items():
        slugs = tuple(slug for slug in dict.fromkeys(data.getlist(key)) if SLUG.fullmatch(slug))
        if slugs:
            found.append(Tray(face, slugs))
    return found


def tray_asked(data) -> Tray:
    """The tray that the query string names. Raises BadParameter with every error."""
    errors = [*_unknown(data), *_malformed(data)]
    keys = [key for key in COMPARED if data.getlist(key)]
    if len(keys) > 1:
        errors.append(_error(keys[1], _("Records of one type are compared at a time."), keys))
    if not keys:
        errors.append(_error(next(iter(COMPARED)), _("Name at least one record to compare."), _examples()))
    trays = trays_of(data)
    if trays and len(trays[0].slugs) > MOST:
        said = {"most": MOST, "given": len(trays[0].slugs)}
        message = _("Up to %(most)s stand side by side; these are %(given)s.") % said
        errors.append(_error(trays[0].key, message, [f"1 to {MOST}"]))
    if errors:
        raise BadParameter(*errors)
    return trays[0]


def _unknown(data):
    allowed = [*COMPARED, "format"]
    for name in data:
        if name not in allowed:
            yield _error(name[:60], _("The parameter “%(name)s” is not known.") % {"name": name[:60]}, allowed)
    wrong = [word for word in data.getlist("format") if word not in FORMATS]
    if wrong or len(data.getlist("format")) > 1:
        yield _error(
            "format", _("“%(format)s” is no format of this address.") % {"format": data["format"][:20]}, FORMATS
        )


def _malformed(data):
    for key in COMPARED:
        for slug in data.getlist(key):
            if not SLUG.fullmatch(slug):
                yield _error(key, _("“%(slug)s” is no slug.") % {"slug": slug[:60]}, _examples())


def _examples():
    return [f"{key}=a slug of /api/v1/{face.name}/" for key, face in COMPARED.items()]


def _error(name, message, allowed):
    return {"parameter": name, "message": str(message), "allowed": list(allowed)}


def records_of(tray, drafts=False) -> list:
    """The records of the tray as pages show them, in its order, read in one query; None for one that is not there."""
    queryset = tray.face.model.objects.all() if drafts else tray.face.visible()
    found = queryset.filter(slug__in=tray.slugs).values_list("slug", compiled(tray.face.profile))
    documents = {slug: present(tray.face.profile, orjson.loads(text)) for slug, text in found}
    return [documents.get(slug) for slug in tray.slugs]


def successors_of(tray, records) -> dict:
    """{old slug: the slug that took it over} of the records that are not there."""
    gone = [slug for slug, record in zip(tray.slugs, records, strict=True) if record is None]
    return {slug: successor for slug in gone if (successor := tray.face.successor(slug))}


def followed(tray, successors) -> Tray:
    """The tray with the successors in the places of the merged records."""
    return Tray(tray.face, tuple(dict.fromkeys(successors.get(slug, slug) for slug in tray.slugs)))


def missing(tray, records) -> BadParameter | None:
    """The error that names what is not there."""
    gone = [slug for slug, record in zip(tray.slugs, records, strict=True) if record is None]
    if not gone:
        return None
    said = {"type": tray.face.model._meta.verbose_name}
    allowed = [f"a slug of /api/v1/{tray.face.name}/"]
    return BadParameter(*(
        _error(tray.key, _("There is no %(type)s “%(slug)s”.") % {**said, "slug": slug}, allowed) for slug in gone
    ))  # fmt: skip
