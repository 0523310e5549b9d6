from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db.utils import ProgrammingError

from postgres.roles import RunByOwner, lacks_owner


class Command(RunByOwner, Migrate):
    """Django's command, as the owner of the tables."""

    def handle(self, *arguments, **options):
        try:
            return super().handle(*arguments, **options)
        except ProgrammingError as problem:
            if getattr(problem.__cause__, "pgcode", "") != "42501":
                raise
            raise CommandError(lacks_owner(options["database"]), returncode=2) from None
