"""Each field of a form says where its value is cited."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from sources.models.triggers import citation_key


def show_places(form, rows):
    """Write below each input which places are cited for it, with links to their rows in the same form."""
    places = {}
    for row in rows:
        stated = f" “{row.instance.stated}”" if row.instance.stated else ""
        places.setdefault(row.instance.field, []).append((row.prefix, row.instance, stated))
    fields = {
        field.name: citation_key(field) for field in form._meta.model._meta.get_fields() if hasattr(field, "name")
    }
    for name in form.fields:
        if found := places.get(fields.get(name)):
            links = format_html_join(", ", '<a href="#{}">{}{}</a>', found)
            cited = format_html('<span class="kb-cited">{} {}</span>', _("Cited:"), links)
            form[name].help_text = format_html("{} {}", form[name].help_text, cited)
