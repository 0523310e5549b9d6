from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search over all record types; its tables are those of `names`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from search.rebuild import rebuild_if_outdated

        post_migrate.connect(rebuild_if_outdated, sender=apps.get_app_config("entities"))
