"""What search reads, and the functions of the database that derive it.

Each function names everything by its schema, so that a restore with an empty search_path finds it. Those that fold
are STABLE, not IMMUTABLE: `unaccent` and the table of characters could change. So their results are kept in columns.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from names.hanzi import seed

HANZI = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

TABLE = """
CREATE TABLE public.kb_hanzi (letter text PRIMARY KEY, simple text NOT NULL, readings text[] NOT NULL);
COMMENT ON TABLE public.kb_hanzi IS 'Simplified form and pinyin of each Chinese character (entities/hanzi).';
"""

FOLDING = rf"""
CREATE FUNCTION public.kb_simple(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN given ~ '[{HANZI}]' THEN (
        SELECT string_agg(coalesce(h.simple, letters.letter), '' ORDER BY place)
        FROM string_to_table(given, NULL) WITH ORDINALITY AS letters (letter, place)
        LEFT JOIN public.kb_hanzi h ON h.letter = letters.letter
    ) ELSE given END $$;

CREATE FUNCTION public.kb_fold(given text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT public.kb_simple(btrim(regexp_replace(
        lower(public.unaccent('public.unaccent', normalize(translate(given, '®™©''’‘ʼ`', ''), NFKC))),
        '[^[:alnum:]{HANZI}]+', ' ', 'g'))) $$;

CREATE FUNCTION public.kb_latin(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(folded, '[{HANZI}]+', ' ', 'g') $$;

CREATE FUNCTION public.kb_grams(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN folded ~ '[{HANZI}]' THEN (
        SELECT string_agg(substr(runs.run[1], place, 2), ' ' ORDER BY runs.number, place)
        FROM regexp_matches(folded, '[{HANZI}]+', 'g') WITH ORDINALITY AS runs (run, number),
            generate_series(1, length(runs.run[1])) AS place
    ) ELSE '' END $$;
"""

VECTORS = """
CREATE FUNCTION public.kb_name_vector(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.simple', public.kb_latin(folded))
        || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) $$;

CREATE FUNCTION public.kb_text_vector(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.english', public.kb_latin(folded))
        || to_tsvector('pg_catalog.simple', public.kb_grams(folded)) $$;

CREATE FUNCTION public.kb_search_words(type_id integer, record bigint, passages jsonb)
RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
DECLARE
    found tsvector := '';
    told text;
BEGIN
    FOR told IN SELECT n.folded FROM public.entities_searchname n
        WHERE n.content_type_id = type_id AND n.object_id = record AND n.kind <> 'pinyin' ORDER BY n.id
    LOOP  -- the mark between two texts keeps a phrase from reaching across them
        found := found || '''¶'':1'::tsvector || setweight(public.kb_text_vector(told), 'A');
    END LOOP;
    FOR told IN SELECT public.kb_fold(passage ->> 'text') FROM jsonb_array_elements(passages) AS passage
    LOOP
        found := found || '''¶'':1'::tsvector || setweight(public.kb_text_vector(told), 'B');
    END LOOP;
    RETURN ts_delete(found, '¶');
END $$;
"""

PINYIN = rf"""
CREATE FUNCTION public.kb_pinyin(folded text) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
DECLARE
    spelled text[] := ARRAY[''];
    sounds text[];
    piece text;
BEGIN
    IF length(folded) > 60 OR folded !~ '[{HANZI}]' THEN RETURN; END IF;
    FOR piece IN SELECT (regexp_matches(folded, '[{HANZI}]|[^{HANZI}]+', 'g'))[1]
    LOOP
        SELECT readings INTO sounds FROM public.kb_hanzi WHERE letter = piece;
        sounds := coalesce(nullif(sounds, '{{}}'), ARRAY[btrim(piece)]);
        IF cardinality(spelled) * cardinality(sounds) > 12 THEN sounds := sounds[1:1]; END IF;
        SELECT array_agg(s.way || ' ' || t.sound ORDER BY t.rank, s.rank) INTO spelled
        FROM unnest(spelled) WITH ORDINALITY AS s (way, rank), unnest(sounds) WITH ORDINALITY AS t (sound, rank);
    END LOOP;
    RETURN QUERY SELECT btrim(way) FROM unnest(spelled) AS way;
END $$;
"""

DERIVING = """
CREATE FUNCTION public.kb_search_drop(type_id integer, record bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id AND object_id = record;
    DELETE FROM public.entities_searchtext WHERE content_type_id = type_id AND object_id = record;
$$;

CREATE FUNCTION public.kb_search_names(type_id integer, record bigint, address text, own text)
RETURNS void LANGUAGE sql AS $$
    DELETE FROM public.entities_searchname WHERE content_type_id = type_id AND object_id = record;
    WITH written AS (
        SELECT text, kind, public.kb_fold(text) AS folded, rank FROM (
            SELECT own AS text, 'name' AS kind, 0 AS rank
            UNION ALL
            SELECT n.text, n.kind, n.id FROM public.entities_name n
            WHERE n.content_type_id = type_id AND n.object_id = record
        ) AS names
    ), all_names AS (
        SELECT text, kind, folded, rank, 0 AS way FROM written WHERE folded <> ''
        UNION ALL
        SELECT text, 'pinyin', spelled.folded, rank, spelled.way FROM written,
            public.kb_pinyin(written.folded) WITH ORDINALITY AS spelled (folded, way)
    )
    INSERT INTO public.entities_searchname
        (content_type_id, object_id, record_type, text, kind, folded, compact, words)
    SELECT type_id, record, address, text, kind, folded, left(replace(folded, ' ', ''), 200),
        public.kb_name_vector(folded)
    FROM all_names ORDER BY rank, way;
$$;

CREATE FUNCTION public.kb_search_put(
    type_id integer, record bigint, address text, slug text, own text, country text, city text, passages jsonb
) RETURNS void LANGUAGE sql AS $$
    SELECT public.kb_search_names(type_id, record, address, own);
    INSERT INTO public.entities_searchtext AS t
        (content_type_id, object_id, record_type, slug, name, country, city, passages, words)
    SELECT type_id, record, address, slug, own, country, city, passages,
        public.kb_search_words(type_id, record, passages)
    ON CONFLICT (content_type_id, object_id) DO UPDATE SET
        slug = excluded.slug, name = excluded.name, country = excluded.country, city = excluded.city,
        passages = excluded.passages, words = excluded.words;
$$;

CREATE FUNCTION public.kb_search_renamed(type_id integer, record bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    t public.entities_searchtext;
BEGIN
    SELECT * INTO t FROM public.entities_searchtext WHERE content_type_id = type_id AND object_id = record;
    IF FOUND THEN
        PERFORM public.kb_search_names(type_id, record, t.record_type, t.name);
        UPDATE public.entities_searchtext SET words = public.kb_search_words(type_id, record, t.passages)
        WHERE id = t.id;
    END IF;
END $$;
"""

DROP = """
DROP FUNCTION public.kb_search_renamed, public.kb_search_put, public.kb_search_names, public.kb_search_drop,
    public.kb_pinyin, public.kb_search_words, public.kb_text_vector, public.kb_name_vector, public.kb_grams,
    public.kb_latin, public.kb_fold, public.kb_simple
"""


def fill_characters(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        seed(cursor)



class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('entities', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.BigIntegerField(help_text='Which record of that kind.', verbose_name='record number')),
                ('record_type', models.CharField(help_text='The record type as in addresses: companies.', max_length=40, verbose_name='word of the type')),
                ('text', models.TextField(help_text='The name as written; for pinyin the Chinese name that it spells.', verbose_name='text')),
                ('kind', models.CharField(help_text='“name” for its own, the kind of a further name, or “pinyin”.', max_length=12, verbose_name='kind')),
                ('folded', models.TextField(help_text='Small letters without accents and punctuation, simplified characters; for pinyin its syllables.', verbose_name='folded')),
                ('compact', models.TextField(help_text='The folded name without its spaces, 200 characters at most.', verbose_name='compact')),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text='The words and the pairs of Chinese characters of the name.', verbose_name='words')),
            ],
            options={
                'verbose_name': 'searchable name',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.BigIntegerField(help_text='Which record of that kind.', verbose_name='record number')),
                ('record_type', models.CharField(help_text='The record type as in addresses: companies.', max_length=40, verbose_name='word of the type')),
                ('slug', models.CharField(help_text='The address of the record.', max_length=120, verbose_name='slug')),
                ('name', models.TextField(help_text='The name or title of the record.', verbose_name='name')),
                ('country', models.CharField(blank=True, help_text='ISO 3166 code, where it has one.', max_length=2, verbose_name='country')),
                ('city', models.TextField(blank=True, help_text='Its city, where it has one.', verbose_name='city')),
                ('passages', models.JSONField(default=list, help_text='Its texts in our own words: a list of field and text.', verbose_name='passages')),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text='English stems and pairs of Chinese characters of its names (A) and texts (B).', verbose_name='words')),
            ],
            options={
                'verbose_name': 'searchable record',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='searchname',
            name='content_type',
            field=models.ForeignKey(db_index=False, help_text='What kind of record it is.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='record type'),
        ),
        migrations.AddField(
            model_name='searchtext',
            name='content_type',
            field=models.ForeignKey(db_index=False, help_text='What kind of record it is.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='record type'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['content_type', 'object_id'], name='search_names_of_record'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=models.Index(fields=['compact'], name='search_name_begins', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='search_name_words'),
        ),
        migrations.AddIndex(
            model_name='searchname',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['folded'], name='search_name_trigrams', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='searchtext',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='search_text_words'),
        ),
        migrations.AddConstraint(
            model_name='searchtext',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id'), name='a_record_is_searched_once', violation_error_message='This record is already there.'),
        ),
        migrations.RunSQL(TABLE, "DROP TABLE public.kb_hanzi"),
        migrations.RunPython(fill_characters, migrations.RunPython.noop),
        migrations.RunSQL([FOLDING, VECTORS, PINYIN, DERIVING], DROP),
        pgtrigger.migrations.AddTrigger(
            model_name='name',
            trigger=pgtrigger.compiler.Trigger(name='search_renamed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE'\n            AND (OLD.content_type_id, OLD.object_id) IS DISTINCT FROM (NEW.content_type_id, NEW.object_id)) THEN\n            PERFORM public.kb_search_renamed(OLD.content_type_id, OLD.object_id);\n        END IF;\n        IF TG_OP <> 'DELETE' THEN\n            PERFORM public.kb_search_renamed(NEW.content_type_id, NEW.object_id);\n        END IF;\n        RETURN NULL;\n    ", hash='8913da7a2f31002c6ff76c175e1f4c13c482fa40', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_search_renamed_99fe8', table='entities_name', when='AFTER')),
        ),
    ]
