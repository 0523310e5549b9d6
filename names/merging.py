"""Merging a duplicate record into the one that survives: everything moves, or nothing does."""

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _

from history.models import Kind
from history.writing import check_deferred_constraints, description, revising, take_turn
from records.admin.database_errors import error_message
from sources.models import Citation, Cited
from sources.models.triggers import citation_key
from values.fields import Amounted

from .models import Name, Named, NameKind, NameLanguage, Successor

BLANK_VALUES = (None, "", "unstated", "mentioned")
BOOKKEEPING = {"id", "slug", "name", "gaps", "is_published", "created_at", "updated_at"}


class Unmergeable(ValueError):
    """The two can't be merged; the message says why, and nothing has changed."""


def merge(survivor: Named, duplicate: Named) -> Named:
    """Merge `duplicate` into `survivor` in one transaction and return the merged record.

    Every relation, citation and name of the duplicate moves to the survivor, whose blank values are filled from it.
    Duplicate rows are dropped once their citations have moved. The duplicate's name becomes a variant,
    its address redirects, and its citations of differing values are marked for re-check. Raises Unmergeable.
    """
    if type(survivor) is not type(duplicate) or not isinstance(survivor, Named):
        raise Unmergeable(_("Only two records of one type, each with a name, can be merged."))
    if survivor.pk == duplicate.pk:
        raise Unmergeable(_("A record can't be merged with itself."))
    try:
        with revising(Kind.MERGE, _reason(survivor, duplicate)), transaction.atomic():
            survivor, duplicate = _locked(survivor, duplicate)
            _move_everything(survivor, duplicate)
            check_deferred_constraints()
    except (DatabaseError, models.ProtectedError) as error:
        raise Unmergeable(_("They can't be merged: %s") % error_message(error)) from error
    return survivor


def _reason(survivor, duplicate):
    """Both records, and what the editor says to it."""
    both = {"name": duplicate.name, "slug": duplicate.slug, "other": survivor.name, "other_slug": survivor.slug}
    named = _("“%(name)s” (%(slug)s) merged into “%(other)s” (%(other_slug)s)") % both
    said = description().reason
    return (f"{named}: {said}" if said else named)[:500]


def _locked(survivor, duplicate):
    take_turn()
    rows = type(survivor)._default_manager.select_for_update().in_bulk([survivor.pk, duplicate.pk])
    if len(rows) < 2:
        raise Unmergeable(_("One of the two is not there any more."))
    return rows[survivor.pk], rows[duplicate.pk]


def _move_everything(survivor, duplicate):
    differing = _differing_fields(survivor, duplicate)
    _avoid_cycles(survivor, duplicate)
    for relation in duplicate._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many and not relation.related_model._meta.auto_created:
            _move_rows(relation.related_model, relation.field, survivor, duplicate)
        elif relation.auto_created and relation.many_to_many and relation.get_accessor_name():
            _move_lists(relation.get_accessor_name(), survivor, duplicate)
    for field in duplicate._meta.many_to_many:
        getattr(survivor, field.name).add(*getattr(duplicate, field.name).all())
    _fill_blanks(survivor, duplicate)
    _move_citations(survivor, duplicate, differing, renamed=duplicate.name if duplicate.name != survivor.name else "")
    _move_names(survivor, duplicate)
    _record_successor(survivor, duplicate)
    duplicate.delete()


def _facts(record):
    """The fields that hold what sources state; of an amount only the words, since the rest is read off them."""
    return [
        field for field in record._meta.concrete_fields
        if field.editable and not field.generated and field.name not in BOOKKEEPING
    ]  # fmt: skip


def _differing_fields(survivor, duplicate):
    """The fields, as citations name them, in which both records have a value and the values differ."""
    kept = _kept_attribution(survivor, duplicate)
    return {
        citation_key(field) for field in _facts(survivor)
        if (field.value_from_object(survivor) not in BLANK_VALUES or field.name in kept)
        and field.value_from_object(duplicate) not in (*BLANK_VALUES, field.value_from_object(survivor))
    }  # fmt: skip


def _kept_attribution(survivor, duplicate):
    """The fields that say whom the survivor is by, where the duplicate is by somebody else: none is filled from it."""
    words, relations = survivor.attributed_in, survivor.attributed_to
    said, by = [], []
    for record in (survivor, duplicate):
        said.append(getattr(record, words, ""))
        by.append({name: getattr(record, f"{name}_id") for name in relations if getattr(record, f"{name}_id")})
    differ = any(one and other and one != other for one, other in (said, by))
    return {words, *relations} if differ else set()


def _avoid_cycles(survivor, duplicate):
    """Move a survivor that lies below the duplicate into its place, or the two would contain each other."""
    for field in survivor._meta.fields:
        if field.related_model is type(survivor) and _leads_to(survivor, field, {duplicate.pk}):
            above = getattr(duplicate, field.name)
            setattr(survivor, field.name, None if above == survivor else above)
            survivor.save()


def _leads_to(record, field, numbers):
    """Whether the relation `field`, followed from the record on, leads to a record with one of the numbers."""
    above, seen = getattr(record, field.name), set()
    while above is not None and above.pk not in numbers | seen:
        seen.add(above.pk)
        above = getattr(above, field.name)
    return above is not None and above.pk in numbers


def _move_rows(model, field, survivor, duplicate):
    """Point the rows of `model` at the survivor; it is the same thing, so no citation needs a re-check."""
    rows = model._default_manager.filter(**{field.name: duplicate})
    for row in rows if _unique_with(model, field) else []:
        if equivalent := _equivalent_row(row, field, survivor):
            _drop(row, equivalent)
    citations = Citation.objects.filter(content_type=ContentType.objects.get_for_model(model), field=field.name)
    valid = list(citations.filter(object_id__in=rows.values("pk"), needs_recheck=False).values_list("pk", flat=True))
    rows.update(**{field.name: survivor})
    Citation.objects.filter(pk__in=valid).update(needs_recheck=False)


def _unique_with(model, field):
    return [
        rule for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and field.name in rule.fields
    ]  # fmt: skip


def _equivalent_row(row, field, survivor):
    """The row that already states of the survivor what `row` states, or None."""
    for rule in _unique_with(type(row), field):
        values = {name: getattr(row, name) for name in rule.fields} | {field.name: survivor}
        if None in values.values() and rule.nulls_distinct is not False:
            continue
        lookups = {f"{name}__isnull" if value is None else name: value or True for name, value in values.items()}
        if equivalent := type(row)._default_manager.filter(**lookups).exclude(pk=row.pk).first():
            return equivalent
    return None


def _drop(row, equivalent):
    """Delete a duplicate row, keeping what it alone states or cites."""
    if isinstance(row, Cited):
        differing = _differing_fields(equivalent, row)
        _fill_blanks(equivalent, row)
        _move_citations(equivalent, row, differing)
    row.delete()


def _move_lists(name, survivor, duplicate):
    """Let records that list the duplicate list the survivor instead."""
    getattr(survivor, name).add(*getattr(duplicate, name).all())


def _fill_blanks(survivor, duplicate):
    """Fill the blank values of the survivor from the duplicate."""
    kept = _kept_attribution(survivor, duplicate)
    for field in _facts(survivor):
        value = field.value_from_object(duplicate)
        blank = field.value_from_object(survivor) in BLANK_VALUES and value not in BLANK_VALUES
        ends = {survivor.pk, duplicate.pk}
        is_circle = field.related_model is type(survivor) and _leads_to(duplicate, field, ends)
        if blank and field.name not in kept and not is_circle:
            setattr(survivor, field.attname, value)
    if isinstance(survivor, Amounted):
        survivor.amount = survivor.amount_stated  # its range may be another in a unit that came from the duplicate
    if hasattr(survivor, "is_published"):
        survivor.is_published = survivor.is_published or duplicate.is_published
    survivor.gaps = {
        name: gap for name, gap in {**duplicate.gaps, **survivor.gaps}.items() if not _has_value(survivor, name)
    }
    survivor.save()


def _has_value(record, name):
    return any(
        field.value_from_object(record) not in BLANK_VALUES
        for field in _facts(record) if citation_key(field) == name
    )  # fmt: skip


def _move_citations(survivor, duplicate, differing=(), renamed=""):
    """Move citations, each place once; citations of a name that becomes a further name follow it."""
    existing = {_unique_key(citation) for citation in survivor.citations.all()}
    for citation in duplicate.citations.all():
        if renamed and citation.field == "name":
            citation.field, citation.stated = "names", citation.stated or renamed[:160]
        if _unique_key(citation) not in existing:
            existing.add(_unique_key(citation))
            citation.object_id = survivor.pk
            citation.needs_recheck = citation.needs_recheck or citation.field in differing
            citation.save()


def _unique_key(citation):
    return citation.source_id, citation.paragraph, citation.field, citation.stated


def _move_names(survivor, duplicate):
    existing = set(survivor.names.values_list("text", "kind"))
    for name in duplicate.names.all():
        if (name.text, name.kind) not in existing:
            name.object_id = survivor.pk
            name.save()
    if duplicate.name != survivor.name and not survivor.names.filter(text=duplicate.name).exists():
        Name.objects.create(
            content_type=ContentType.objects.get_for_model(survivor), object_id=survivor.pk, text=duplicate.name,
            kind=NameKind.VARIANT, language=_language_of(duplicate.name),
        )  # fmt: skip


def _language_of(text):
    return NameLanguage.SIMPLIFIED if any("㐀" <= letter <= "鿿" for letter in text) else NameLanguage.ENGLISH


def _record_successor(survivor, duplicate):
    Successor.objects.of_type(type(survivor)).leading_to([duplicate]).update(object_id=survivor.pk)
    Successor.objects.create(
        content_type=ContentType.objects.get_for_model(survivor), object_id=survivor.pk, slug=duplicate.slug
    )
