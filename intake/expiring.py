"""Tables that nobody took in go after some days: when anybody signs in or sends one, and at each start of the site."""

from postgres.functions import is_migrated

from .models import Upload


def after_sign_in(sender, **_):
    Upload.objects.expired().delete()


def after_migrate(using, plan=None, **_):
    if using == "default" and is_migrated(using, plan):
        Upload.objects.expired().delete()
