"""Names of ours in the words of a page."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _


def plural_name(model):
    """The record type in the plural, as a heading."""
    return capfirst(str(model._meta.verbose_name_plural))


def order_words(word):
    """An ordering of the query string in words."""
    names = {"when": _("date"), "name": _("name"), "title": _("title"), "amount": _("amount"),
             "published": _("date of publication"), "updated_at": _("last change"), "id": _("number"),
             "paragraph": _("paragraph")}  # fmt: skip
    name = names.get(word.removeprefix("-"), word.removeprefix("-"))
    return _("%(name)s, from the end") % {"name": name} if word.startswith("-") else name
