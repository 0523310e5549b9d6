from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def cells(row, columns):
    """The facts of a presented record in the order of the columns."""
    return row.cells(columns)


@register.filter
def plural_name(model):
    """The record type in the plural, as a heading."""
    return capfirst(str(model._meta.verbose_name_plural))


@register.filter
def by_kind(section):
    """The rows of a section grouped by the words of their kind: [(label, rows)]."""
    groups = {}
    for row in section.rows:
        groups.setdefault(row.fact["kind"].value.text, []).append(row)
    return sorted(groups.items())


@register.filter
def order_words(word):
    """An ordering of the query string in words."""
    names = {"when": _("date"), "name": _("name"), "title": _("title"), "amount": _("amount"),
             "published": _("date of publication"), "updated_at": _("last change"), "id": _("number"),
             "paragraph": _("paragraph")}  # fmt: skip
    name = names.get(word.removeprefix("-"), word.removeprefix("-"))
    return _("%(name)s, from the end") % {"name": name} if word.startswith("-") else name


@register.filter
def get(mapping, key):
    """The value of a key, or nothing."""
    return mapping.get(key)


@register.filter
def investors_of(record):
    """Every investor of a company's rounds once, in the order of their first round."""
    rows = record.section["rounds"].rows if "rounds" in record.section else []
    parts = [part for row in rows if "investments" in row.section for part in row.section["investments"].rows]
    return list({part.fact["investor"].value.url: part.fact["investor"].value for part in parts}.values())


@register.filter
def adding(tray, slug):
    """The address that compares one record more."""
    return tray.adding(slug).url


@register.filter
def named(tray):
    """The names of what is in a tray, in its order; a slug that leads nowhere stands for itself. One query."""
    names = dict(tray.face.visible().filter(slug__in=tray.slugs).values_list("slug", "name")) if tray.slugs else {}
    return [names.get(slug, slug) for slug in tray.slugs]


@register.filter
def at(items, number):
    """The item at a place of a list."""
    return items[number]
