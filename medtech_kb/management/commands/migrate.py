from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.utils import ProgrammingError

from postgres.roles import RunByOwner


class Command(RunByOwner, Migrate):
    """Django's command, as the owner of the tables."""

    def handle(self, *arguments, **options):
        try:
            return super().handle(*arguments, **options)
        except ProgrammingError as problem:
            if getattr(problem.__cause__, "pgcode", "") != "42501":
                raise
            role = connections[options["database"]].settings_dict["USER"]
            message = f"The role {role} does not own the tables: set DATABASE_OWNER_URL, see docs/running.md."
            raise CommandError(message, returncode=2) from None
