from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who signs in, and how: passwords, second factors, waits after failures, the length of sessions."""

    name = "accounts"
    verbose_name = _("Sign-in")

    def ready(self) -> None:
        from .failures import prune_after_migrate
        from .sessions import note_beginning

        user_logged_in.connect(note_beginning)
        post_migrate.connect(prune_after_migrate, sender=self)
