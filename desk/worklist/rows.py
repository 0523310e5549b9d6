"""One item of the worklist as its list shows it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType


@dataclass
class Button:
    """What one click does to an item: `act` is a word of acts.py, `part` the field it is about, if any."""

    act: str
    label: str
    part: str = ""
    ask: str = ""
    """The label of a text that may be sent along; empty where none is."""


@dataclass
class Row:
    """An item: what it is called, where that leads, what is to be known about it, and what settles it."""

    item: object
    title: str
    url: str
    details: tuple = ()
    """Texts, or (text, address) for links."""
    buttons: tuple = ()
    owner: str = ""
    may_take: bool = False
    may_give: bool = False

    @property
    def key(self):
        """Type and number of the item, as forms name it."""
        return key_of(self.item)

    @property
    def shown_details(self):
        return [each if isinstance(each, tuple) else (each, "") for each in self.details]


def key_of(item) -> str:
    """The item as forms name it, like "27-3"."""
    return f"{ContentType.objects.get_for_model(type(item)).pk}-{item.pk}"


def may(user, action, model) -> bool:
    """Whether the user may view, change or delete records of a model."""
    return user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
