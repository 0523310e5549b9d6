"""Django's makemessages, extended to find the texts in the site's Jinja templates."""

from pathlib import Path

from django.core.management.commands import makemessages
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from environment import BASE

SITE = BASE / "templates" / "site"


class BuildFile(makemessages.BuildFile):
    """One file that texts are extracted from."""

    def preprocess(self):
        """Give xgettext only the gettext calls of a template of the site; any other file as Django does."""
        if SITE not in Path(self.path).resolve().parents:
            return super().preprocess()
        Path(self.work_path).write_text(calls(Path(self.path).read_text(encoding="utf-8")), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = BuildFile


def calls(template):
    """Return the texts of a Jinja template as Python calls, each on its own line of the template."""
    lines = {}
    for line, function, given in extract_from_ast(Environment().parse(template), ("_", "ngettext")):
        texts = [text for text in ([given] if isinstance(given, str) else given or ()) if text is not None]
        lines.setdefault(line, []).append(f"{function}({', '.join(map(repr, texts))})")
    return "\n".join("; ".join(lines.get(number, [])) for number in range(1, max(lines, default=0) + 1)) + "\n"
