from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketConfig(AppConfig):
    """Segments, figures, insights and events of the field."""

    name = "market"
    verbose_name = _("Market")
