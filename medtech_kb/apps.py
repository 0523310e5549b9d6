import logging
import sys

from django.apps import AppConfig, apps
from django.core import checks
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from postgres import embedded


class MedtechKbConfig(AppConfig):
    """The project itself: its start page, its search, its database."""

    name = "medtech_kb"
    verbose_name = _("Medtech KB")

    def ready(self) -> None:
        from history.migrating import align_after_migrate, prepare_for_migrate
        from postgres.checks import check_server
        from postgres.functions import apply_after_migrate
        from postgres.replicas.checks import check_replicas
        from postgres.roles import grant_after_migrate

        checks.register(check_server, checks.Tags.database)
        checks.register(check_replicas, checks.Tags.database)
        pre_migrate.connect(prepare_for_migrate, sender=apps.get_app_config("history"))
        # in this order: triggers call functions, and rights are given to what is there
        for receiver in (apply_after_migrate, align_after_migrate, grant_after_migrate):
            post_migrate.connect(receiver, sender=apps.get_app_config("sources"))
        got_request_exception.connect(revive_database)


def revive_database(sender, **_) -> None:
    """Start the embedded server again where it died under a running site, so that only one page fails."""
    if isinstance(sys.exception(), OperationalError):
        try:
            embedded.start()
        except embedded.Unusable:
            logging.getLogger(__name__).exception("The embedded database can't be started again.")
