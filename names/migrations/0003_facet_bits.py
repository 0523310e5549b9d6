"""Bit sets of facets, and the functions of the database by which derived rows follow their records.

A record type adds its facets to the view `kb_facets` (record_type, record, facet, value), and has a function
`kb_derive_<type>(bigint[])` that derives the rows of some records anew, and triggers that call it: for companies all of
it is in regulatory/migrations/0003_derived_rows. Everything is named by its schema, so that a restore with an empty
search_path finds it.
"""

import names.models.facet_bits
from django.db import migrations, models

# set_bit itself as an aggregate that begins with 49,152 zeros: no function of ours runs for each record.
SETS = f"""
ALTER TABLE public.entities_facetbits ALTER COLUMN bits SET STORAGE PLAIN;
CREATE AGGREGATE public.kb_bits(integer, integer) (
    sfunc = pg_catalog.set_bit, stype = bit, initcond = '{"0" * 49_152}'
);
"""

# `before` and `after` are the sets of the given records alone, and only what differs is written. What has no members any
# more stays, empty: to look for it would cost more than it does. Counts are made before they are grouped (`together`), or
# whole sets would be sorted. One plan for one record and for many: planning would take longer than one record does.
DERIVING = """
CREATE FUNCTION public.kb_derive_facets(type text, ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    WITH given AS MATERIALIZED (
        SELECT id / 49152 AS block, public.kb_bits((id % 49152)::integer, 1) AS mask
        FROM unnest(ids) AS each (id) GROUP BY 1
    ), before AS MATERIALIZED (
        SELECT s.facet, s.value, s.block, s.bits & g.mask AS bits
        FROM public.entities_facetbits s JOIN given g ON g.block = s.block
        WHERE s.record_type = type AND s.bits & g.mask <> 0::bit(49152)
    ), after AS MATERIALIZED (
        SELECT f.facet, f.value, f.record / 49152 AS block, public.kb_bits((f.record % 49152)::integer, 1) AS bits
        FROM public.kb_facets f WHERE f.record_type = type AND f.record = ANY (ids) GROUP BY 1, 2, 3
    ), sets AS MATERIALIZED (
        SELECT facet, value, block, b.bits IS DISTINCT FROM a.bits AS differs,
            coalesce(b.bits, 0::bit(49152)) AS before, coalesce(a.bits, 0::bit(49152)) AS after
        FROM before b FULL JOIN after a USING (facet, value, block)
    ), together AS MATERIALIZED (
        SELECT a.facet, a.value, b.facet AS other_facet, b.value AS other_value,
            bit_count(a.after & b.after) - bit_count(a.before & b.before) AS members
        FROM sets a JOIN sets b USING (block) WHERE a.differs OR b.differs
    ), paired AS (
        INSERT INTO public.entities_facetpair AS p (record_type, facet, value, other_facet, other_value, members)
        SELECT type, facet, value, other_facet, other_value, sum(members)
        FROM together GROUP BY 2, 3, 4, 5 HAVING sum(members) <> 0
        ON CONFLICT (record_type, facet, value, other_facet, other_value)
            DO UPDATE SET members = p.members + excluded.members
    )
    INSERT INTO public.entities_facetbits AS s (record_type, facet, value, block, bits)
    SELECT type, facet, value, block, before # after FROM sets WHERE differs
    ON CONFLICT (record_type, facet, value, block) DO UPDATE SET bits = s.bits # excluded.bits;
END $$;
"""

# A trigger of a statement, with its rows as `fresh` and `stale`. Its words say what is derived by kb_derive_…, which
# columns count, and how the numbers of the concerned records are found from the rows of `changed`.
FOLLOWING = """
CREATE FUNCTION public.kb_derived_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %1$s FROM fresh'
        WHEN 'DELETE' THEN 'SELECT %1$s FROM stale'
        ELSE '(SELECT %1$s FROM fresh EXCEPT SELECT %1$s FROM stale) UNION '
            || '(SELECT %1$s FROM stale EXCEPT SELECT %1$s FROM fresh)' END;
    ids bigint[];
BEGIN
    EXECUTE format('WITH changed AS (' || changed || ') SELECT array_agg(DISTINCT id) FROM (%2$s) AS concerned (id) '
        || 'WHERE id IS NOT NULL', TG_ARGV[1], TG_ARGV[2]) INTO ids;
    IF ids IS NOT NULL THEN
        EXECUTE format('SELECT public.%I($1)', 'kb_derive_' || TG_ARGV[0]) USING ids;
    END IF;
    RETURN NULL;
END $$;
"""
DROP = """
DROP FUNCTION public.kb_derived_follows(), public.kb_derive_facets(text, bigint[]);
DROP AGGREGATE public.kb_bits(integer, integer);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0002_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='FacetBits',
            fields=[
                ('pk', models.CompositePrimaryKey('record_type', 'facet', 'value', 'block', blank=True, editable=False, primary_key=True, serialize=False)),
                ('record_type', models.CharField(help_text='The record type as in addresses: companies.', max_length=40, verbose_name='word of the type')),
                ('facet', models.CharField(help_text="The filter's name, or “all” for every published record.", max_length=40, verbose_name='facet')),
                ('value', models.CharField(blank=True, help_text='A slug or a word, as in addresses; empty for “all”.', max_length=120, verbose_name='value')),
                ('block', models.IntegerField(help_text="The record's number divided by 49,152.", verbose_name='block')),
                ('bits', names.models.facet_bits.BitsField(help_text='A bit for each record, in the order of their numbers.', verbose_name='bits')),
            ],
            options={
                'verbose_name': 'bit set of a facet',
                'verbose_name_plural': 'bit sets of facets',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='FacetPair',
            fields=[
                ('pk', models.CompositePrimaryKey('record_type', 'facet', 'value', 'other_facet', 'other_value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('record_type', models.CharField(help_text='The record type as in addresses: companies.', max_length=40, verbose_name='word of the type')),
                ('facet', models.CharField(help_text="The filter's name, or “all” for every record.", max_length=40, verbose_name='facet')),
                ('value', models.CharField(blank=True, help_text='A value of that facet.', max_length=120, verbose_name='value')),
                ('other_facet', models.CharField(help_text='The same facet or another.', max_length=40, verbose_name='other facet')),
                ('other_value', models.CharField(blank=True, help_text='A value of that one.', max_length=120, verbose_name='other value')),
                ('members', models.BigIntegerField(help_text='How many records have both.', verbose_name='members')),
            ],
            options={
                'verbose_name': 'pair of values',
                'verbose_name_plural': 'pairs of values',
                'ordering': ['pk'],
            },
        ),
        migrations.RunSQL([SETS, DERIVING, FOLLOWING], DROP),
    ]
