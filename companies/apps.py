from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    """Companies, their people, investors and funding."""

    name = "companies"
    verbose_name = _("Companies, people and money")
