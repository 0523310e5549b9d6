"""What Chinese characters sound like and how their traditional forms are written in simplified ones.

Two small files hold it (`make.py` says how they were made). The database keeps them in the table `kb_hanzi`, so that
its functions fold and spell whatever is written to it; `seed` fills that table.
"""

from functools import cache
from pathlib import Path

READINGS = Path(__file__).with_name("readings.txt")
TRADITIONAL = Path(__file__).with_name("traditional.txt")


def _lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@cache
def readings() -> dict:
    """The pinyin of each character without its tones, the commonest first: {"单": ["dan", "shan"]}."""
    found = {}
    for line in _lines(READINGS):
        syllable, characters = line.split(" ")
        for character in characters:
            found.setdefault(character, []).append(syllable)
    return found


@cache
def simplified() -> dict:
    """The simplified form of each traditional character that has another, as `str.translate` takes it."""
    traditional, simple = _lines(TRADITIONAL)
    return str.maketrans(traditional, simple)


def seed(cursor):
    """Fill the table `kb_hanzi` anew from the two files."""
    simple = {chr(traditional): chr(form) for traditional, form in simplified().items()}
    characters = sorted({*readings(), *simple})
    spelled = [" ".join(readings().get(character, [])) for character in characters]
    cursor.execute("DELETE FROM public.kb_hanzi")
    cursor.execute(
        "INSERT INTO public.kb_hanzi (letter, simple, readings)"
        " SELECT letter, simple, string_to_array(spelled, ' ')"
        " FROM unnest(%s::text[], %s::text[], %s::text[]) AS given (letter, simple, spelled)",
        [characters, [simple.get(character, character) for character in characters], spelled],
    )
    cursor.execute("ANALYZE public.kb_hanzi")
