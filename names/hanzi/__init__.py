"""The pinyin readings of Chinese characters, and the simplified forms of traditional ones.

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
    by_character = {}
    for line in _lines(READINGS):
        syllable, characters = line.split(" ")
        for character in characters:
            by_character.setdefault(character, []).append(syllable)
    return by_character


@cache
def simplified() -> dict:
    """The simplified form of each traditional character that has another, as `str.translate` takes it."""
    traditional, simple = _lines(TRADITIONAL)
    return str.maketrans(traditional, simple)


def seed(cursor):
    """Fill the table `kb_hanzi` anew from the two files."""
    simple = {chr(traditional): chr(form) for traditional, form in simplified().items()}
    characters = sorted({*readings(), *simple})
    spellings = [" ".join(readings().get(character, [])) for character in characters]
    cursor.execute("DELETE FROM public.kb_hanzi")
    cursor.execute(
        "INSERT INTO public.kb_hanzi (letter, simple, readings)"
        " SELECT letter, simple, string_to_array(spelling, ' ')"
        " FROM unnest(%s::text[], %s::text[], %s::text[]) AS rows (letter, simple, spelling)",
        [characters, [simple.get(character, character) for character in characters], spellings],
    )
    cursor.execute("ANALYZE public.kb_hanzi")
