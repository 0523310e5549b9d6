from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    """What has changed: revisions in order, the history of a record, two moments side by side."""

    name = "changes"
    verbose_name = _("Changes")
