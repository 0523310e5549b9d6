from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def account_named(name: str) -> AbstractBaseUser:
    """Return the user of this name, for a command; raises CommandError with the names that there are."""
    users = get_user_model().objects
    if user := users.filter(**{get_user_model().USERNAME_FIELD: name}).first():
        return user
    known = ", ".join(sorted(each.get_username() for each in users.all())) or "-"
    raise CommandError(_("There is no user %(name)s; there are: %(known)s.") % {"name": name, "known": known})
