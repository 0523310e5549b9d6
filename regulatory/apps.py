from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulatoryConfig(AppConfig):
    """Authorities, their decisions and policies."""

    name = "regulatory"
    verbose_name = _("Regulatory")
