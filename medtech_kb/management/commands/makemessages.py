"""Django's makemessages, which finds the texts in the templates of the site too."""

from pathlib import Path

from django.core.management.commands import makemessages
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from environment import BASE

SITE = BASE / "templates" / "site"


class BuildFile(makemessages.BuildFile):
    """One file that texts are taken from."""

    def preprocess(self):
        """A template of the site is handed to xgettext as the calls that stand in it; any other file as Django does."""
        if SITE not in Path(self.path).resolve().parents:
            return super().preprocess()
        Path(self.work_path).write_text(calls(Path(self.path).read_text(encoding="utf-8")), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = BuildFile


def calls(template):
    """The texts of a Jinja2 template as calls in Python, each on the line where it stands."""
    lines = {}
    for line, function, given in extract_from_ast(Environment().parse(template), ("_", "ngettext")):
        texts = [text for text in ([given] if isinstance(given, str) else given or ()) if text is not None]
        lines.setdefault(line, []).append(f"{function}({', '.join(map(repr, texts))})")
    return "\n".join("; ".join(lines.get(number, [])) for number in range(1, max(lines, default=0) + 1)) + "\n"
