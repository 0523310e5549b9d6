from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    name = "intake"

    def ready(self):
        from . import expiring

        user_logged_in.connect(expiring.after_sign_in, dispatch_uid="tables that waited too long")
        post_migrate.connect(expiring.after_migrate, sender=self)
