from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    """What, with whom, how well."""

    name = "products"
    verbose_name = _("Products and evidence")
