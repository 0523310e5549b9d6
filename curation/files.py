"""Read YAML as people write it by hand: every scalar remains a string, and every value knows its line.

Refused with a clear message: bytes that aren't UTF-8, characters that no text has, anchors and aliases (a few lines can
expand to gigabytes), tags, duplicate keys, files over 4 MB, deep nesting.
"""

import contextlib
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

MAX_SIZE = 4_000_000
MAX_DEPTH = 50
NULL = "tag:yaml.org,2002:null"
COMPILED = getattr(yaml, "CSafeLoader", None)
"""The reader of libyaml; PyYAML is built without it on some machines."""
READ_IN_TWO_WAYS = re.compile("[\t?\ufeff]|[|>][-+0-9]*#")
"""What libyaml takes in places where the reader in Python refuses it, or keeps it as a part of the text."""
NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""What can be escaped in a file and is no character of a text: NUL, and half of a surrogate pair."""


@dataclass(frozen=True, order=True)
class Mistake:
    """A mistake in a file: where it is and what is allowed instead."""

    file: str
    line: int
    record: str
    message: str

    def __str__(self):
        record = f" [{self.record}]" if self.record else ""
        return f"{self.file}:{self.line}{record} {self.message}"


class Mapping(dict):
    """A YAML mapping; `line` is where it starts, `lines[key]` where each key is."""

    line = 0

    def __init__(self):
        super().__init__()
        self.lines = {}

    def line_of(self, key):
        return self.lines.get(key, self.line)


class Sequence(list):
    """A YAML sequence; `lines[i]` is where item i starts."""

    line = 0

    def __init__(self, items=()):
        super().__init__(items)
        self.lines = []


def read_yaml(path: Path, shown_as: str, mistakes: list):
    """The content of one file; None if it is empty or unreadable, with the reason added to `mistakes`."""
    try:
        if path.stat().st_size > MAX_SIZE:
            raise ValueError(_("The file is larger than %(size)s bytes.") % {"size": MAX_SIZE})
        text = path.read_bytes().decode("utf-8")
        node = _compose(text)
        return None if node is None else _value(node, shown_as, mistakes)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(shown_as, line, "", _("This is not UTF-8 text.")))
    except yaml.reader.ReaderError as error:
        line, code = text.count("\n", 0, error.position) + 1, f"U+{ord(text[error.position]):04X}"
        mistakes.append(Mistake(shown_as, line, "", _("This is not YAML: it holds %(code)s.") % {"code": code}))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        mistakes.append(Mistake(shown_as, line, "", _("This is not YAML: %(why)s") % {"why": _why(error)}))
    except RecursionError:
        mistakes.append(Mistake(shown_as, 1, "", _("The file is nested too deeply.")))
    except (OSError, ValueError) as error:
        mistakes.append(Mistake(shown_as, 1, "", str(error)))
    return None


def suggestion(word, known) -> str:
    """“Did you mean …?” with the known word that is most similar; empty if none is."""
    close = get_close_matches(str(word), known, 1)
    return _(" Did you mean “%(close)s”?") % {"close": close[0]} if close else ""


def nearest(slug, known) -> str:
    """“Did you mean …?” with up to three of the known slugs, the most similar first; empty if none is similar."""
    close = [
        f"“{one}”" for one, _score, _key in process.extract(slug, known, scorer=fuzz.ratio, limit=3, score_cutoff=60)
    ]
    if len(close) < 2:
        return _(" Did you mean %(close)s?") % {"close": close[0]} if close else ""
    return _(" Did you mean %(close)s or %(last)s?") % {"close": ", ".join(close[:-1]), "last": close[-1]}


def _why(error):
    return " ".join(str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).split())


def _compose(text):
    """The tree of a text. Raises YAMLError and RecursionError.

    The compiled reader takes a twentieth of the time. What it refuses is read again by the other, whose messages say
    where and why, and which reads escaped surrogate pairs.
    """
    if COMPILED is not None and not READ_IN_TWO_WAYS.search(text):
        with contextlib.suppress(yaml.YAMLError, RecursionError):
            return _compose_by(COMPILED, text)
    return _compose_by(yaml.SafeLoader, text)


def _compose_by(loader_class, text):
    loader = loader_class(text)
    try:
        _refuse_unsafe(loader)
    except (ValueError, OverflowError):  # an escape like \UFFFFFFFF, of which the scanner asks no more than its length
        mark = loader.get_mark()
        raise yaml.MarkedYAMLError(problem=_("there is no such character"), problem_mark=mark) from None
    finally:
        loader.dispose()
    return yaml.compose(text, Loader=loader_class)


def _refuse_unsafe(loader):
    depth = 0
    while loader.check_event():
        event = loader.get_event()
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise RecursionError
        if getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem=_("anchors and aliases are not allowed"), problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem=_("tags are not allowed"), problem_mark=event.start_mark)


def _value(node, shown_as, mistakes):
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == NULL else _text(node, shown_as, mistakes)
    if isinstance(node, yaml.SequenceNode):
        sequence = Sequence()
        sequence.line = node.start_mark.line + 1
        for child in node.value:
            sequence.append(_value(child, shown_as, mistakes))
            sequence.lines.append(child.start_mark.line + 1)
        return sequence
    return _mapping(node, shown_as, mistakes)


def _mapping(node, shown_as, mistakes):
    mapping = Mapping()
    mapping.line = node.start_mark.line + 1
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            mistakes.append(Mistake(shown_as, line, "", _("A key is a word.")))
            continue
        key = _text(key_node, shown_as, mistakes)
        if key in mapping:
            mistakes.append(Mistake(shown_as, line, "", _("The key “%(key)s” stands twice.") % {"key": key}))
        mapping[key] = _value(child, shown_as, mistakes)
        mapping.lines[key] = line
    return mapping


def _text(node, shown_as, mistakes):
    """The text of a scalar: the halves of a surrogate pair, as JSON escapes them, are the one character that they mean.

    A NUL or a half alone is a mistake, and left out, so that nothing else stumbles over it.
    """
    text = node.value
    if NO_CHARACTER.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        if codes := ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in NO_CHARACTER.findall(text))):
            message = _("It holds %(codes)s, which is no character of a text. Take it out.") % {"codes": codes}
            mistakes.append(Mistake(shown_as, node.start_mark.line + 1, "", message))
        text = NO_CHARACTER.sub("", text)
    return text
