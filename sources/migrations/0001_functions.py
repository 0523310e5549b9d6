"""The functions by which PostgreSQL reads partial dates and keeps the version of the data.

They are IMMUTABLE and name nothing outside pg_catalog but each other, so that generated columns may use them and a
restore with an empty search_path finds them.
"""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

DATES = r"""
CREATE FUNCTION kb_edtf_point_first(point text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(rtrim(point, '~'))
        WHEN 4 THEN make_date(left(point, 4)::int, 1, 1)
        WHEN 7 THEN make_date(left(point, 4)::int, substr(point, 6, 2)::int, 1)
        WHEN 10 THEN make_date(left(point, 4)::int, substr(point, 6, 2)::int, substr(point, 9, 2)::int)
    END $$;
CREATE FUNCTION kb_edtf_point_step(point text) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE length(rtrim(point, '~')) WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month'
        ELSE interval '1 day' END $$;
CREATE FUNCTION kb_edtf_earliest(edtf text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL OR edtf LIKE '../%' THEN NULL
        ELSE public.kb_edtf_point_first(split_part(edtf, '/', 1)) END $$;
CREATE FUNCTION kb_edtf_latest(edtf text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL OR edtf LIKE '%/..' THEN NULL
        ELSE (public.kb_edtf_point_first(regexp_replace(edtf, '^.*/', ''))
            + public.kb_edtf_point_step(regexp_replace(edtf, '^.*/', '')) - interval '1 day')::date END $$;
CREATE FUNCTION kb_edtf_span(edtf text) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL THEN NULL ELSE daterange(
        (public.kb_edtf_earliest(edtf) - CASE WHEN split_part(edtf, '/', 1) LIKE '%~'
            THEN public.kb_edtf_point_step(split_part(edtf, '/', 1)) ELSE interval '0' END)::date,
        (public.kb_edtf_latest(edtf) + CASE WHEN edtf LIKE '%~'
            THEN public.kb_edtf_point_step(regexp_replace(edtf, '^.*/', '')) ELSE interval '0' END)::date,
        '[]') END $$;
CREATE FUNCTION kb_edtf_key(edtf text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN edtf IS NULL THEN NULL ELSE
        coalesce(lpad(extract(year from public.kb_edtf_earliest(edtf))::text, 4, '0')
            || lpad(extract(month from public.kb_edtf_earliest(edtf))::text, 2, '0')
            || lpad(extract(day from public.kb_edtf_earliest(edtf))::text, 2, '0'), '00000000') || ' ' ||
        coalesce(lpad(extract(year from public.kb_edtf_latest(edtf))::text, 4, '0')
            || lpad(extract(month from public.kb_edtf_latest(edtf))::text, 2, '0')
            || lpad(extract(day from public.kb_edtf_latest(edtf))::text, 2, '0'), '99999999') END $$;
"""
NAMES = ("key", "span", "latest", "earliest", "point_step", "point_first")
DROP_DATES = ";".join(f"DROP FUNCTION kb_edtf_{name}(text)" for name in NAMES)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name")]
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(DATES, DROP_DATES),
    ]
