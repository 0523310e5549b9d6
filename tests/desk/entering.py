"""How an editor without JavaScript records a fact: choose words and a type, fill in the form, send it."""

from tests.desk.articles import at


def open_form(client, source, paragraph, type_name, words="", **query):
    """The desk with the entry form of a type for these words."""
    return client.get(at(source), {"paragraph": paragraph, "type": type_name, "words": words} | query)


def filled(page):
    """All that the entry form of a page holds, as a browser would send it."""
    entry = page.context["entry"]
    data = {name: str(value) for name, value in entry.hidden}
    forms = [entry.form, *entry.cites]
    for formset in entry.formsets:
        forms += [formset.management_form, *formset.forms]
    shown = page.text
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False and f'name="{bound.html_name}"' in shown:
                data[bound.html_name] = str(
                    bound.field.prepare_value(value) if hasattr(bound.field, "model") else value
                )
    return data


def record(client, source, paragraph, type_name, words="", **typed):
    """Open the form, type, and save; underscores of names of inputs are written as they are."""
    page = open_form(client, source, paragraph, type_name, words)
    return client.post(at(source), filled(page) | {"save": "1"} | typed, follow=True)


def problems(page):
    """Everything that an entry form says is wrong."""
    entry = page.context["entry"]
    forms = [entry.form, *entry.cites, *(form for formset in entry.formsets for form in formset.forms)]
    errors = [str(form.errors) for form in forms if form.is_bound]
    return " ".join([*errors, *(str(formset.non_form_errors()) for formset in entry.formsets)])


def places(record):
    """[(place, field, words)] of what is cited of a record."""
    return sorted((str(one), one.field, one.stated) for one in record.citations.all())
