from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The reading desk: a source's text beside the form in which its facts are recorded."""

    name = "desk"
    verbose_name = _("Reading desk")
