"""The Jinja2 environment: globals and filters of the site's templates (docs/decisions/0014-jinja2-pages.md)."""

from functools import cache

from django.template.defaultfilters import truncatechars, truncatewords
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import ngettext
from jinja2 import Environment, Template
from markupsafe import Markup

from history.moments import today

from .as_of_links import full_address
from .field_labels import label_of_field
from .place_marks import citation_links, page_places, place_list, reference_counts
from .render_facts import also, facts, flags, flow
from .render_rows import cards, insights, table, timeline
from .render_values import inferred, origin, short_form, value
from .wording import moment, order_label, plural_name, single_language, translated


class Page(Template):
    """A template that is rendered in one language."""

    def render(self, *args, **kwargs):
        with single_language(), page_places():
            return super().render(*args, **kwargs)


def environment(**options) -> Environment:
    """The environment that settings.TEMPLATES names."""
    jinja = Environment(**options)
    jinja.template_class = Page
    jinja.globals |= {"_": translate, "ngettext": translate_plural, "static": cache(static)}
    jinja.globals |= {"full_address": full_address, "time_in_words": time_in_words}
    jinja.globals |= {"place_list": place_list, "reference_counts": reference_counts, "today": today}
    jinja.globals |= {"also": also, "facts": facts, "flags": flags, "flow": flow}
    jinja.globals |= {"cards": cards, "insights": insights, "table": table, "timeline_of": timeline}
    jinja.filters |= {
        "capfirst": capfirst, "citation_links": citation_links, "inferred": inferred, "label_of_field": label_of_field,
        "moment": moment,
        "order_label": order_label, "origin": origin, "plural_name": plural_name, "short_form": short_form,
        "truncatechars": truncatechars, "truncatewords": truncatewords, "value": value,
    }  # fmt: skip
    return jinja


def time_in_words(time):
    """Like “29 November 2026, 14:03 UTC”."""
    return date_format(time, "j F Y, H:i e")


def translate(message, **values):
    """The message in the active language, filled with `values`: these are escaped, the message itself may hold tags."""
    return translated(message) % values if values else translated(message)


def translate_plural(one, many, number, **values):
    """The message for `number` in the active language, singular or plural; it may use %(number)s."""
    return Markup(ngettext(one, many, number)) % ({"number": number} | values)
