"""The pairs of Chinese characters of a text, in a time that grows with its length and not with its square.

`substr` counts the letters up to its place, once for each place: forty thousand characters took ten seconds.
"""

from importlib import import_module

from django.db import migrations

HANZI = import_module("names.migrations.0002_search").HANZI
FUNCTION = "CREATE OR REPLACE FUNCTION public.kb_grams(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE"
PAIRS = rf"""{FUNCTION} AS $$
    SELECT CASE WHEN folded ~ '[{HANZI}]' THEN (
        SELECT string_agg(letter || coalesce(following, ''), ' ' ORDER BY number, place) FROM (
            SELECT runs.number, letters.place, letters.letter,
                lead(letters.letter) OVER (PARTITION BY runs.number ORDER BY letters.place) AS following
            FROM regexp_matches(folded, '[{HANZI}]+', 'g') WITH ORDINALITY AS runs (run, number),
                string_to_table(runs.run[1], NULL) WITH ORDINALITY AS letters (letter, place)
        ) AS pairs
    ) ELSE '' END $$"""
BY_PLACE = rf"""{FUNCTION} AS $$
    SELECT CASE WHEN folded ~ '[{HANZI}]' THEN (
        SELECT string_agg(substr(runs.run[1], place, 2), ' ' ORDER BY runs.number, place)
        FROM regexp_matches(folded, '[{HANZI}]+', 'g') WITH ORDINALITY AS runs (run, number),
            generate_series(1, length(runs.run[1])) AS place
    ) ELSE '' END $$"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0006_dates_have_ends")]
    operations = [migrations.RunSQL(PAIRS, BY_PLACE)]
