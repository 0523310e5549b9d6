"""The slips of a word by a loop: a query over all places took PostgreSQL a third of a millisecond to get ready."""

from django.db import migrations

FUNCTION = "CREATE OR REPLACE FUNCTION public.kb_slips(word text) RETURNS text[]"
LOOP = f"""{FUNCTION} LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    size integer := length(word);
    found text[] := ARRAY[word];
    without text;
BEGIN
    FOR i IN 1..size LOOP
        without := left(word, i - 1) || substr(word, i + 1);
        found := found || without;
        IF size >= 8 THEN  -- a second letter behind the first, both among the first fourteen
            FOR j IN i..least(size, 14) - 1 LOOP
                found := found || (left(without, j - 1) || substr(without, j + 1));
            END LOOP;
        END IF;
    END LOOP;
    RETURN ARRAY(SELECT DISTINCT slip FROM unnest(found) AS slip);
END $$"""
QUERY = f"""{FUNCTION} LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(
        SELECT word
        UNION SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) AS i
        UNION SELECT left(word, i - 1) || substr(word, i + 1, j - i - 1) || substr(word, j + 1)
            FROM generate_series(1, least(length(word), 14)) AS i, generate_series(i + 1, least(length(word), 14)) AS j
            WHERE length(word) >= 8
    ) $$"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0007_pairs_in_linear_time")]
    operations = [migrations.RunSQL(LOOP, QUERY)]
