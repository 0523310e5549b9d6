"""Two records that turn out to be one: everything of the one moves to the other, or nothing does."""

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.admin.database_errors import in_words
from sources.models import Citation, Cited

from .models import Name, Named, NameKind, NameLanguage, Successor

SAYS_NOTHING = (None, "", "unstated", "mentioned")
NO_FACTS = {"id", "slug", "name", "gaps", "is_published", "created_at", "updated_at"}


class Unmergeable(ValueError):
    """The two can't be merged; the message says why, and nothing has changed."""


def merge(stays: Named, goes: Named) -> Named:
    """Make one record of two, in one transaction, and return it as it is now.

    Every relation, citation and name of `goes` moves to `stays`, and what `stays` leaves blank is taken over. Rows that
    would be there twice are dropped once their citations have moved. The name of `goes` becomes a variant, its address
    leads on, and its citations for a value that `stays` has otherwise are to be checked again. Raises Unmergeable.
    """
    if type(stays) is not type(goes) or not isinstance(stays, Named):
        raise Unmergeable(_("Only two records of one type, each with a name, can be merged."))
    if stays.pk == goes.pk:
        raise Unmergeable(_("A record can't be merged with itself."))
    try:
        with transaction.atomic():
            stays, goes = _locked(stays, goes)
            _move_everything(stays, goes)
            transaction.get_connection().check_constraints()
    except (DatabaseError, models.ProtectedError) as error:
        raise Unmergeable(_("They can't be merged: %s") % in_words(error)) from error
    return stays


def _locked(stays, goes):
    rows = type(stays)._default_manager.select_for_update().in_bulk([stays.pk, goes.pk])
    if len(rows) < 2:
        raise Unmergeable(_("One of the two is not there any more."))
    return rows[stays.pk], rows[goes.pk]


def _move_everything(stays, goes):
    differing = _differing(stays, goes)
    _leave_own_descent(stays, goes)
    for relation in goes._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many and not relation.related_model._meta.auto_created:
            _move_rows(relation.related_model, relation.field, stays, goes)
        elif relation.auto_created and relation.many_to_many and relation.get_accessor_name():
            _move_lists(relation.get_accessor_name(), stays, goes)
    for field in goes._meta.many_to_many:
        getattr(stays, field.name).add(*getattr(goes, field.name).all())
    _fill_blanks(stays, goes)
    _move_citations(stays, goes, differing, renamed=goes.name if goes.name != stays.name else "")
    _move_names(stays, goes)
    _leave_the_address(stays, goes)
    goes.delete()


def _facts(record):
    """The fields that hold what sources state; of an amount only the words, since the rest is read off them."""
    return [
        field for field in record._meta.concrete_fields
        if field.editable and not field.generated and field.name not in NO_FACTS
    ]  # fmt: skip


def _differing(stays, goes):
    """By what citations call them, the facts that both state and not alike."""
    return {
        field.name.removesuffix("_stated") for field in _facts(stays)
        if field.value_from_object(stays) not in SAYS_NOTHING
        and field.value_from_object(goes) not in (*SAYS_NOTHING, field.value_from_object(stays))
    }  # fmt: skip


def _leave_own_descent(stays, goes):
    """A record that lies below the one that goes takes its place, or the two would contain each other."""
    for field in stays._meta.fields:
        if field.related_model is not type(stays):
            continue
        above, seen = getattr(stays, field.name), set()
        while above is not None and above.pk not in {goes.pk, *seen}:
            seen.add(above.pk)
            above = getattr(above, field.name)
        if above is not None and above.pk == goes.pk:
            setattr(stays, field.name, getattr(goes, field.name))
            stays.save()


def _move_rows(model, field, stays, goes):
    """Let the rows of `model` that point at `goes` point at `stays`; it is the same thing, so nothing is tainted."""
    rows = model._default_manager.filter(**{field.name: goes})
    for row in rows if _unique_with(model, field) else []:
        if twin := _twin(row, field, stays):
            _drop(row, twin)
    right = Citation.objects.filter(content_type=ContentType.objects.get_for_model(model), field=field.name)
    right = list(right.filter(object_id__in=rows.values("pk"), is_tainted=False).values_list("pk", flat=True))
    rows.update(**{field.name: stays}, **_changed_now(model))
    Citation.objects.filter(pk__in=right).update(is_tainted=False)


def _unique_with(model, field):
    return [
        rule for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and field.name in rule.fields
    ]  # fmt: skip


def _twin(row, field, stays):
    """The row that already says of `stays` what `row` says, or None."""
    for rule in _unique_with(type(row), field):
        values = {name: getattr(row, name) for name in rule.fields} | {field.name: stays}
        if None in values.values() and rule.nulls_distinct is not False:
            continue
        same = {f"{name}__isnull" if value is None else name: value or True for name, value in values.items()}
        if twin := type(row)._default_manager.filter(**same).exclude(pk=row.pk).first():
            return twin
    return None


def _drop(row, twin):
    """Remove a row that is there twice, without losing what it alone states or cites."""
    if isinstance(row, Cited):
        differing = _differing(twin, row)
        _fill_blanks(twin, row)
        _move_citations(twin, row, differing)
    row.delete()


def _move_lists(name, stays, goes):
    """Records that list `goes` list `stays` instead."""
    listing = getattr(goes, name).all()
    listing.model._default_manager.filter(pk__in=listing.values("pk")).update(**_changed_now(listing.model))
    getattr(stays, name).add(*listing)


def _changed_now(model):
    return {"updated_at": timezone.now()} if issubclass(model, Cited) else {}


def _fill_blanks(stays, goes):
    """Take over what only the other states."""
    for field in _facts(stays):
        value = field.value_from_object(goes)
        blank = field.value_from_object(stays) in SAYS_NOTHING and value not in SAYS_NOTHING
        if blank and field.related_model is not type(stays):
            setattr(stays, "amount" if field.name == "amount_stated" else field.attname, value)
    if hasattr(stays, "is_published"):
        stays.is_published = stays.is_published or goes.is_published
    stays.gaps = {name: gap for name, gap in {**goes.gaps, **stays.gaps}.items() if not _has_value(stays, name)}
    stays.save()


def _has_value(record, name):
    return any(
        field.value_from_object(record) not in SAYS_NOTHING
        for field in _facts(record) if field.name.removesuffix("_stated") == name
    )  # fmt: skip


def _move_citations(stays, goes, differing=(), renamed=""):
    """Each place is cited once; places of a name that becomes a further name become places of that."""
    there = {_place(citation) for citation in stays.citations.all()}
    for citation in goes.citations.all():
        if renamed and citation.field == "name":
            citation.field, citation.stated = "names", citation.stated or renamed[:160]
        if _place(citation) not in there:
            there.add(_place(citation))
            citation.object_id = stays.pk
            citation.is_tainted = citation.is_tainted or citation.field in differing
            citation.save()


def _place(citation):
    return citation.source_id, citation.paragraph, citation.field, citation.stated


def _move_names(stays, goes):
    there = set(stays.names.values_list("text", "kind"))
    for name in goes.names.all():
        if (name.text, name.kind) not in there:
            name.object_id = stays.pk
            name.save()
    if goes.name != stays.name and not stays.names.filter(text=goes.name).exists():
        Name.objects.create(
            content_type=ContentType.objects.get_for_model(stays), object_id=stays.pk, text=goes.name,
            kind=NameKind.VARIANT, language=_language_of(goes.name),
        )  # fmt: skip


def _language_of(text):
    return NameLanguage.SIMPLIFIED if any("㐀" <= letter <= "鿿" for letter in text) else NameLanguage.ENGLISH


def _leave_the_address(stays, goes):
    of_type = Successor.objects.filter(content_type=ContentType.objects.get_for_model(stays))
    of_type.filter(object_id=goes.pk).update(object_id=stays.pk)
    Successor.objects.create(content_type=ContentType.objects.get_for_model(stays), object_id=stays.pk, slug=goes.slug)
