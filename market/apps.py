from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketConfig(AppConfig):
    """The field itself: segments, figures, insights, events."""

    name = "market"
    verbose_name = _("Market")
