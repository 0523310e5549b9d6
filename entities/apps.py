from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntitiesConfig(AppConfig):
    """What has a name."""

    name = "entities"
    verbose_name = _("Names and merges")
