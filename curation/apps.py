from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    """The curated files and the commands that load, write and check them."""

    name = "curation"
    verbose_name = _("Curation")
