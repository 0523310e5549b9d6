"""Our own words on a page: texts in the language that is active, names of record types and orders."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from markupsafe import Markup

_spoken = ContextVar("the words of the page that is being made")


class Words(dict):
    """The texts that pages have shown so far in one language, as markup."""

    def __missing__(self, message):
        return self.setdefault(message, Markup(gettext(message)))


@cache
def _words_in(_language):
    return Words()


@contextmanager
def one_language():
    """Within it, the language is looked up once: asking Django for it costs more than a value's whole markup."""
    token = _spoken.set(_words_in(get_language()))
    try:
        yield
    finally:
        _spoken.reset(token)


def word(message):
    """A text of ours, which may hold tags: only for texts that are written out in the code."""
    words = _spoken.get(None)
    return Markup(gettext(message)) if words is None else words[message]


def plural_name(model):
    """The record type in the plural, as a heading."""
    return capfirst(str(model._meta.verbose_name_plural))


def order_label(word):
    """An ordering of the query string in words."""
    names = {"when": _("date"), "name": _("name"), "title": _("title"), "amount": _("amount"),
             "published": _("date of publication"), "updated_at": _("last change"), "id": _("number"),
             "paragraph": _("paragraph")}  # fmt: skip
    name = names.get(word.removeprefix("-"), word.removeprefix("-"))
    return _("%(name)s, from the end") % {"name": name} if word.startswith("-") else name
