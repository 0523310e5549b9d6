from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    """Products, clinical partners, studies and recognition."""

    name = "products"
    verbose_name = _("Products and evidence")
