"""Who has an item of the worklist: whoever took it, or is known to be at it otherwise."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q

from ..models import Taken

MINE, NOBODYS = "mine", "nobody"


def of_owner(queryset, line, owner, username):
    """The items that are the user's (`mine`), that are nobody's (`nobody`), or all of them ("")."""
    if not owner:
        return queryset
    taken = Taken.objects.filter(line=line.word, content_type_id=_number_of(queryset.model), object_id=OuterRef("pk"))
    by_me, by_anybody = Exists(taken.filter(by=username)), Exists(taken.exclude(by=""))
    if "known_owner" not in queryset.query.annotations:
        return queryset.filter(by_me if owner == MINE else ~by_anybody)
    known, is_noted = Q(known_owner=username if owner == MINE else ""), Exists(taken)
    return queryset.filter(by_me | (known & ~is_noted) if owner == MINE else ~by_anybody & (known | is_noted))


def owners_of(line, items) -> dict:
    """{(type, number): username} of some items; "" where nobody has it."""
    wanted = Q()
    for number in {_number_of(type(item)) for item in items}:
        of_type = [item.pk for item in items if _number_of(type(item)) == number]
        wanted |= Q(content_type_id=number, object_id__in=of_type)
    taken = {}
    if wanted:
        rows = Taken.objects.filter(wanted, line=line.word).values_list("content_type_id", "object_id", "by")
        taken = {(content_type, number): by for content_type, number, by in rows}
    return {item: taken.get((_number_of(type(item)), item.pk), getattr(item, "known_owner", "")) for item in items}


def take(line, item, username) -> str:
    """Give an item to a user where nobody has it; returns who has it now."""
    place, known = _place(line, item), getattr(item, "known_owner", "")
    row, made = Taken.objects.get_or_create(**place, defaults={"by": known or username})
    if not made:
        Taken.objects.filter(pk=row.pk, by="").update(by=username)
        row.refresh_from_db()
    return row.by


def give_back(line, item, username):
    """Let an item that this user has be nobody's."""
    place, known = _place(line, item), getattr(item, "known_owner", "")
    row, _made = Taken.objects.get_or_create(**place, defaults={"by": known})
    Taken.objects.filter(pk=row.pk, by=username).update(by="")


def _place(line, item):
    return {"line": line.word, "content_type_id": _number_of(type(item)), "object_id": item.pk}


def _number_of(model):
    return ContentType.objects.get_for_model(model).pk
