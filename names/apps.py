from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntitiesConfig(AppConfig):
    """Names, merges, and the tables of search and facets."""

    name = "names"
    label = "entities"  # tables, types and triggers of an existing database are called by it
    verbose_name = _("Names and merges")
