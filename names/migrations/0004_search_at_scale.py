"""Search at a million companies: a sample beside each index, slips in a table of words, and quicker folding.

What is derived changes: it is emptied here, and behind the migrations `migrate` derives all of it anew.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.math
import django.db.models.lookups
from django.db import migrations, models

HANZI = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
IS_ASCII = "octet_length({0}) = length({0})"
"""Half of all texts, and nothing of what is dear to fold can be in them."""

TABLE = """
CREATE INDEX kb_hanzi_traditional ON public.kb_hanzi (letter) INCLUDE (simple) WHERE simple <> letter;
ANALYZE public.kb_hanzi;
TRUNCATE public.entities_searchname, public.entities_searchtext;
"""

FOLDING = rf"""
CREATE OR REPLACE FUNCTION public.kb_simple(given text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    traditional text;
    simple text;
BEGIN
    IF given !~ '[{HANZI}]' THEN RETURN given; END IF;
    SELECT string_agg(h.letter, ''), string_agg(h.simple, '') INTO traditional, simple
    FROM public.kb_hanzi h WHERE h.simple <> h.letter AND h.letter = ANY (string_to_array(given, NULL));
    RETURN CASE WHEN traditional IS NULL THEN given ELSE translate(given, traditional, simple) END;
END $$;

CREATE OR REPLACE FUNCTION public.kb_fold(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN {IS_ASCII.format("given")}
        THEN btrim(regexp_replace(lower(translate(given, '''`', '') COLLATE "C"), '[^a-z0-9]+', ' ', 'g'))
        ELSE public.kb_simple(btrim(regexp_replace(
            lower(public.unaccent('public.unaccent', normalize(translate(given, '®™©''’‘ʼ`', ''), NFKC))),
            '[^[:alnum:]{HANZI}]+', ' ', 'g'))) END $$;

CREATE OR REPLACE FUNCTION public.kb_latin(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN {IS_ASCII.format("folded")} THEN folded
        ELSE regexp_replace(folded, '[{HANZI}]+', ' ', 'g') END $$;

CREATE OR REPLACE FUNCTION public.kb_grams(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN {IS_ASCII.format("folded")} THEN '' ELSE coalesce((
        SELECT string_agg(substr(runs.run[1], place, 2), ' ' ORDER BY runs.number, place)
        FROM regexp_matches(folded, '[{HANZI}]+', 'g') WITH ORDINALITY AS runs (run, number),
            generate_series(1, length(runs.run[1])) AS place
    ), '') END $$;

CREATE OR REPLACE FUNCTION public.kb_pinyin(folded text) RETURNS SETOF text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    spelled text[] := ARRAY[''];
    sounds text[];
    piece text;
BEGIN
    IF length(folded) > 60 OR folded !~ '[{HANZI}]' THEN RETURN; END IF;
    FOR piece, sounds IN
        SELECT pieces.found[1], h.readings
        FROM regexp_matches(folded, '[{HANZI}]|[^{HANZI}]+', 'g') WITH ORDINALITY AS pieces (found, place)
        LEFT JOIN LATERAL (SELECT readings FROM public.kb_hanzi k WHERE k.letter = pieces.found[1] OFFSET 0) h ON true
        ORDER BY pieces.place
    LOOP
        sounds := coalesce(nullif(sounds, '{{}}'), ARRAY[btrim(piece)]);
        IF cardinality(spelled) * cardinality(sounds) > 12 THEN sounds := sounds[1:1]; END IF;
        IF cardinality(spelled) = 1 AND cardinality(sounds) = 1 THEN
            spelled[1] := spelled[1] || ' ' || sounds[1];
        ELSE
            SELECT array_agg(s.way || ' ' || t.sound ORDER BY t.rank, s.rank) INTO spelled
            FROM unnest(spelled) WITH ORDINALITY AS s (way, rank), unnest(sounds) WITH ORDINALITY AS t (sound, rank);
        END IF;
    END LOOP;
    RETURN QUERY SELECT btrim(way) FROM unnest(spelled) AS way;
END $$;
"""

VECTORS = rf"""
CREATE OR REPLACE FUNCTION public.kb_name_vector(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN {IS_ASCII.format("folded")} THEN to_tsvector('pg_catalog.simple', folded)
        ELSE to_tsvector('pg_catalog.simple', public.kb_latin(folded))
            || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) END $$;

CREATE OR REPLACE FUNCTION public.kb_text_vector(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN {IS_ASCII.format("folded")} THEN to_tsvector('pg_catalog.english', folded)
        ELSE to_tsvector('pg_catalog.english', public.kb_latin(folded))
            || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) END $$;

CREATE FUNCTION public.kb_type_word(address text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY['@' || address]) $$;
COMMENT ON FUNCTION public.kb_type_word IS 'The type of a record as a word that no text has: searched with the others.';

CREATE FUNCTION public.kb_slips(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(
        SELECT word
        UNION SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) AS i
        UNION SELECT left(word, i - 1) || substr(word, i + 1, j - i - 1) || substr(word, j + 1)
            FROM generate_series(1, least(length(word), 14)) AS i, generate_series(i + 1, least(length(word), 14)) AS j
            WHERE length(word) >= 8
    ) $$;
COMMENT ON FUNCTION public.kb_slips IS 'Two words that share one of these are at most two letters apart for each.';
"""

# A stop word between two texts keeps a phrase from reaching across them. What returns a table is taken into the query
# that calls it: for a million records that is several times as quick as calling it a million times.
DERIVING = """
CREATE FUNCTION public.kb_search_words(type_id integer, record bigint, address text, own text, passages jsonb)
RETURNS TABLE (words tsvector) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(public.kb_text_vector(names), 'A') || setweight(public.kb_text_vector('the ' || texts), 'B')
        || public.kb_type_word(address)
    FROM (SELECT
        (SELECT string_agg(public.kb_fold(n.text), ' the ' ORDER BY n.id) FROM (
            SELECT own AS text, 0 AS id
            UNION ALL
            SELECT text, id FROM public.entities_name WHERE content_type_id = type_id AND object_id = record
        ) AS n) AS names,
        (SELECT coalesce(string_agg(public.kb_fold(passage ->> 'text'), ' the ' ORDER BY place), '')
            FROM jsonb_array_elements(passages) WITH ORDINALITY AS told (passage, place)) AS texts
        OFFSET 0
    ) AS folded $$;

CREATE FUNCTION public.kb_search_names_of(type_id integer, record bigint, address text, own text)
RETURNS TABLE (text text, kind text, folded text, compact text, words tsvector)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.text, s.kind, s.folded, left(replace(s.folded, ' ', ''), 200),
        public.kb_name_vector(s.folded) || public.kb_type_word(address)
    FROM (
        SELECT own AS text, 'name' AS kind, 0 AS rank
        UNION ALL
        SELECT n.text, n.kind, n.id FROM public.entities_name n
        WHERE n.content_type_id = type_id AND n.object_id = record
    ) AS n
    CROSS JOIN LATERAL (SELECT n.text, n.kind, n.rank, public.kb_fold(n.text) AS folded OFFSET 0) AS w
    CROSS JOIN LATERAL (
        SELECT w.kind, w.folded, 0 AS way WHERE w.folded <> ''
        UNION ALL
        SELECT 'pinyin', spelled.folded, spelled.way
        FROM public.kb_pinyin(w.folded) WITH ORDINALITY AS spelled (folded, way)
        WHERE octet_length(w.folded) <> length(w.folded)
    ) AS s
    ORDER BY w.rank, s.way $$;

CREATE FUNCTION public.kb_words_of(words tsvector) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT word FROM unnest(tsvector_to_array(words)) AS word WHERE word ~ '^[a-z]{4,30}$' $$;
COMMENT ON FUNCTION public.kb_words_of IS 'The words of a name that may be misspelled.';

CREATE OR REPLACE FUNCTION public.kb_search_names(type_id integer, record bigint, address text, own text)
RETURNS void LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id AND object_id = record;
    INSERT INTO public.entities_searchname
        (content_type_id, object_id, record_type, text, kind, folded, compact, words)
    SELECT type_id, record, address, n.* FROM public.kb_search_names_of(type_id, record, address, own) AS n;
    INSERT INTO public.entities_searchword (word, slips)
    SELECT w.word, public.kb_slips(w.word) FROM (
        SELECT DISTINCT word FROM public.entities_searchname n, public.kb_words_of(n.words) AS word
        WHERE n.content_type_id = type_id AND n.object_id = record AND n.kind <> 'pinyin'
    ) AS w
    WHERE NOT EXISTS (SELECT FROM public.entities_searchword known WHERE known.word = w.word);
$$;

DROP FUNCTION public.kb_search_words(integer, bigint, jsonb);

CREATE OR REPLACE FUNCTION public.kb_search_put(
    type_id integer, record bigint, address text, slug text, own text, country text, city text, passages jsonb
) RETURNS void LANGUAGE sql AS $$
    SELECT public.kb_search_names(type_id, record, address, own);
    INSERT INTO public.entities_searchtext AS t
        (content_type_id, object_id, record_type, slug, name, country, city, passages, words)
    SELECT type_id, record, address, slug, own, country, city, passages, w.words
    FROM public.kb_search_words(type_id, record, address, own, passages) AS w
    ON CONFLICT (content_type_id, object_id) DO UPDATE SET
        slug = excluded.slug, name = excluded.name, country = excluded.country, city = excluded.city,
        passages = excluded.passages, words = excluded.words;
$$;

CREATE OR REPLACE FUNCTION public.kb_search_renamed(type_id integer, record bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    t public.entities_searchtext;
BEGIN
    SELECT * INTO t FROM public.entities_searchtext WHERE content_type_id = type_id AND object_id = record;
    IF FOUND THEN
        PERFORM public.kb_search_names(type_id, record, t.record_type, t.name);
        UPDATE public.entities_searchtext SET words = w.words
        FROM public.kb_search_words(type_id, record, t.record_type, t.name, t.passages) AS w WHERE id = t.id;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('entities', '0003_facet_bits'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.TextField(help_text='The word, folded.', verbose_name='word')),
                ('slips', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='The word, and what is left of it without one letter; of a long word without two as well.', size=None, verbose_name='slips')),
            ],
            options={
                'verbose_name': 'searchable word',
                'ordering': ['id'],
            },
        ),
        migrations.RemoveIndex(
            model_name='searchname',
            name='search_name_begins',
        ),
        migrations.RemoveIndex(
            model_name='searchname',
            name='search_name_trigrams',
        ),
        migrations.AlterField(
            model_name='searchname',
            name='words',
            field=django.contrib.postgres.search.SearchVectorField(help_text='The words and the pairs of Chinese characters of the name, and its type.', verbose_name='words'),
        ),
        migrations.AlterField(
            model_name='searchtext',
            name='words',
            field=django.contrib.postgres.search.SearchVectorField(help_text='English stems and pairs of Chinese characters of its names (A) and texts (B), and its type.', verbose_name='words'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['record_type', 'compact'], name='search_name_begins', opclasses=['text_ops', 'text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('object_id'), 64), 0)), fastupdate=False, fields=['words'], name='search_name_words_sample'),
        ),
        migrations.AddIndex(
            model_name='searchtext',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.math.Mod(models.F('object_id'), 64), 0)), fastupdate=False, fields=['words'], name='search_text_words_sample'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=models.Index(fields=['word'], name='search_word_itself'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['slips'], name='search_word_slips'),
        ),
        migrations.RunSQL([TABLE, FOLDING, VECTORS, DERIVING]),
    ]
