"""The site's own texts in the active language: messages, names of record types, labels of orders."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from markupsafe import Markup

_translations = ContextVar("the translations of the page that is being rendered")


class Translations(dict):
    """The messages shown so far in one language, as markup."""

    def __init__(self, language):
        super().__init__()
        self.language = language

    def __missing__(self, message):
        return self.setdefault(message, Markup(gettext(message)))


_translations_in = cache(Translations)


@contextmanager
def single_language():
    """Look the language up once for a whole page: asking Django for it costs more than a value's whole markup."""
    token = _translations.set(_translations_in(get_language()))
    try:
        yield
    finally:
        _translations.reset(token)


def language():
    """The active language; within a page, as it was looked up for the whole of it."""
    known = _translations.get(None)
    return get_language() if known is None else known.language


def translated(message):
    """The message in the active language as markup: only for messages that are literals in the code."""
    known = _translations.get(None)
    return Markup(gettext(message)) if known is None else known[message]


def plural_name(model):
    """The plural name of a record type, as a heading."""
    return _plural_name(model, language())


@cache
def _plural_name(model, _language):
    return capfirst(str(model._meta.verbose_name_plural))


def moment(time):
    """A time to the minute in UTC: “29 November 2026, 17:27 UTC”."""
    return f"{date_format(time, 'j F Y, H:i')} UTC"


def order_label(word):
    """The label of an ordering of the query string."""
    names = {"when": _("date"), "name": _("name"), "title": _("title"), "amount": _("amount"),
             "published": _("date of publication"), "updated_at": _("last change"), "id": _("number"),
             "paragraph": _("paragraph")}  # fmt: skip
    name = names.get(word.removeprefix("-"), word.removeprefix("-"))
    return _("%(name)s, from the end") % {"name": name} if word.startswith("-") else name
