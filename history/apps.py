from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    """Revisions, and the versions of every curated row."""

    name = "history"
    verbose_name = _("History")
