"""What a browser would post from an admin form, and who is at the keyboard."""

from django.contrib.auth.models import User
from django.urls import reverse

NAMES, CITATIONS = "entities-name-content_type-object_id", "sources-citation-content_type-object_id"


def address(model, page="changelist", *args):
    """The admin's address of a model, like address(Company, "change", 1)."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def make_editor(client, **values):
    """A superuser, logged in to `client`."""
    user = User.objects.create(
        **{"username": f"editor-{User.objects.count()}", "is_staff": True, "is_superuser": True} | values
    )
    client.force_login(user)
    return user


def filled(response):
    """All that the forms of a rendered admin page hold, as a browser would send it back."""
    data = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = [str(one) for one in value] if isinstance(value, list | tuple) else str(value)
    return data


def enter(client, model, **values):
    """Open the empty form, type, and save."""
    typed = filled(client.get(address(model, "add"))) | values
    return client.post(address(model, "add"), typed, follow=True)


def row(prefix, number, **values):
    """The inputs of one row of a table."""
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


def errors_of(response):
    """Everything that the page says is wrong."""
    errors = [*response.context["errors"]]
    return " ".join(str(error) for error in errors)
