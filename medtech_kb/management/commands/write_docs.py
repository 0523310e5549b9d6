from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from medtech_kb.generated_docs import documents


class Command(BaseCommand):
    help = "Write the documentation that follows from the code; with --check only say whether it is up to date."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")

    def handle(self, *, check, **options):
        old = [
            path for path, text in documents().items() if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        if check and old:
            names = ", ".join(path.name for path in old)
            raise CommandError(f"Out of date: {names}. Run: manage.py write_docs")
        for path in old if not check else ():
            path.write_text(documents()[path], encoding="utf-8")
            self.stdout.write(f"written: {path.relative_to(settings.BASE)}")
