from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class MedtechKbConfig(AppConfig):
    """The project itself: its start page, its search, its database."""

    name = "medtech_kb"
    verbose_name = _("Medtech KB")

    def ready(self) -> None:
        from medtech_kb.database_checks import check_server

        checks.register(check_server, checks.Tags.database)
