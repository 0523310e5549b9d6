from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulatoryConfig(AppConfig):
    """What may be done where."""

    name = "regulatory"
    verbose_name = _("Regulatory")
