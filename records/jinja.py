"""What templates of the site can use beside what a view hands them (docs/decisions/0014-jinja2-pages.md)."""

from django.template.defaultfilters import truncatechars, truncatewords
from django.templatetags.static import static
from django.utils.text import capfirst
from django.utils.translation import ngettext
from jinja2 import Environment, Template
from markupsafe import Markup

from .render_values import cites, value
from .wording import one_language, order_label, plural_name, word


class Page(Template):
    """A template that is rendered in one language."""

    def render(self, *args, **kwargs):
        with one_language():
            return super().render(*args, **kwargs)


def environment(**options) -> Environment:
    """The environment that settings.TEMPLATES names."""
    made = Environment(**options)
    made.template_class = Page
    made.globals |= {"_": translate, "ngettext": translate_plural, "static": static}
    made.filters |= {
        "capfirst": capfirst, "cites": cites, "order_label": order_label, "plural_name": plural_name,
        "truncatechars": truncatechars, "truncatewords": truncatewords, "value": value,
    }  # fmt: skip
    return made


def translate(message, **values):
    """A text of ours in the language that is active, with values for its %(name)s; it may hold tags, they may not."""
    return word(message) % values if values else word(message)


def translate_plural(one, many, number, **values):
    """A text of ours that differs for one and for many; %(number)s stands for how many."""
    return Markup(ngettext(one, many, number)) % ({"number": number} | values)
