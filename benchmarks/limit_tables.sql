-- The limit's own narrow tables: published rows only, references written out, in the order in which they are read.
-- Values, no ready-made JSON: the limit builds each answer anew (limit_queries.py).
DROP SCHEMA IF EXISTS bench_limit CASCADE;
CREATE SCHEMA bench_limit;

CREATE TABLE bench_limit.citation AS
SELECT CASE t.app_label || '_' || t.model WHEN 'companies_company' THEN 1 WHEN 'products_product' THEN 2
        WHEN 'regulatory_milestone' THEN 3 WHEN 'companies_fundinground' THEN 4 WHEN 'companies_investment' THEN 5
        WHEN 'products_collaboration' THEN 6 END::smallint AS kind,
    c.object_id, s.slug AS source, c.paragraph, c.field, c.stated, c.stance, c.basis, c.note, c.id, c.needs_recheck
FROM sources_citation c JOIN sources_source s ON s.id = c.source_id AND s.is_published
JOIN django_content_type t ON t.id = c.content_type_id
WHERE c.id > 0
ORDER BY c.id;
CREATE INDEX ON bench_limit.citation (object_id, kind, source, paragraph, field, id);

CREATE VIEW bench_limit.doubt AS
SELECT kind, object_id, bool_or(stance = 'contradicts') AS contested, bool_or(needs_recheck) AS needs_recheck
FROM bench_limit.citation GROUP BY kind, object_id;

CREATE TABLE bench_limit.company AS
SELECT c.id, lower(c.name) AS key, c.slug, c.name, c.coverage, c.kind, c.country, c.city, c.website, c.summary,
    c.gaps, coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck, c.updated_at
FROM companies_company c LEFT JOIN bench_limit.doubt d ON d.kind = 1 AND d.object_id = c.id
WHERE c.is_published ORDER BY lower(c.name), c.id;
CREATE UNIQUE INDEX ON bench_limit.company (id);
CREATE UNIQUE INDEX ON bench_limit.company (slug);
CREATE UNIQUE INDEX ON bench_limit.company (key, id);

CREATE TABLE bench_limit.name AS
SELECT n.object_id AS company_id, n.text, n.language, n.kind, n."when" AS edtf, kb_edtf_earliest(n."when") AS earliest,
    kb_edtf_latest(n."when") AS latest, n."when" ~ '^[^ ]*[~%]' AS approximate, n."when" ~ '^[^ ]*[?%]' AS uncertain, n.id
FROM entities_name n JOIN django_content_type t ON t.id = n.content_type_id AND t.model = 'company'
ORDER BY n.object_id, n.kind, n.text, n.id;
CREATE INDEX ON bench_limit.name (company_id, kind, text, id);

CREATE TABLE bench_limit.segment AS
SELECT 1::smallint AS kind, m.company_id AS object_id, s.slug, s.name
FROM companies_company_segments m JOIN market_segment s ON s.id = m.segment_id AND s.is_published
UNION ALL
SELECT 2, m.product_id, s.slug, s.name
FROM products_product_segments m JOIN market_segment s ON s.id = m.segment_id AND s.is_published
ORDER BY 1, 2;
CREATE INDEX ON bench_limit.segment (object_id, kind, lower(name));

CREATE TABLE bench_limit.product AS
SELECT p.*, lower(p.name) AS key, coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck
FROM products_product p LEFT JOIN bench_limit.doubt d ON d.kind = 2 AND d.object_id = p.id
WHERE p.is_published ORDER BY p.company_id, p.id;
CREATE INDEX ON bench_limit.product (company_id, key, id);
CREATE UNIQUE INDEX ON bench_limit.product (id);

CREATE TABLE bench_limit.milestone AS
SELECT m.id, m.company_id, m.slug, m.name, p.slug AS product_slug, p.name AS product_name,
    a.slug AS authority_slug, a.name AS authority_name, a.jurisdiction, m.pathway, m.outcome, m.strength,
    m.strength IN ('reported', 'seen') AND m.pathway NOT IN ('fda_ide', 'nmpa_trial', 'nmpa_green_channel', 'cms_coverage')
        AND (m.outcome IN ('cleared', 'approved', 'certified', 'registered')
            OR m.outcome = 'granted' AND m.pathway = 'fda_de_novo') AS sells,
    m.device_class, m.condition, m.sequence, m."when" AS edtf, kb_edtf_earliest(m."when") AS earliest, kb_edtf_latest(m."when") AS latest,
    m."when" ~ '^[^ ]*[~%]' AS approximate, m."when" ~ '^[^ ]*[?%]' AS uncertain, kb_edtf_key(m."when") AS key, m.when_span, m.authority_id, m.scope, m.gaps,
    coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck, m.updated_at
FROM regulatory_milestone m LEFT JOIN bench_limit.doubt d ON d.kind = 3 AND d.object_id = m.id
LEFT JOIN products_product p ON p.id = m.product_id AND p.is_published
JOIN regulatory_authority a ON a.id = m.authority_id AND a.is_published
WHERE m.is_published ORDER BY m.company_id, m.id;
CREATE INDEX ON bench_limit.milestone (company_id, key, name, id);

CREATE TABLE bench_limit.round AS
SELECT r.id, r.company_id, r.slug, r.name, r.series, r."when" AS edtf, kb_edtf_earliest(r."when") AS earliest,
    kb_edtf_latest(r."when") AS latest, r."when" ~ '^[^ ]*[~%]' AS approximate, r."when" ~ '^[^ ]*[?%]' AS uncertain, kb_edtf_key(r."when") AS key,
    r.amount_stated, nullif(r.amount_currency, '') AS currency, trim_scale(r.amount_low)::text AS low,
    trim_scale(r.amount_high)::text AS high, r.amount_low IS NOT NULL AND r.amount_bounds LIKE '%(%' AS low_excluded,
    r.amount_high IS NOT NULL AND r.amount_bounds LIKE '%)%' AS high_excluded, r.amount_is_approximate AS about,
    r.amount_currency_is_inferred AS inferred, r.amount_is_disclosed AS disclosed, r.investor_list, r.summary, r.gaps,
    coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck, r.updated_at
FROM companies_fundinground r LEFT JOIN bench_limit.doubt d ON d.kind = 4 AND d.object_id = r.id
WHERE r.is_published ORDER BY r.company_id, r.id;
CREATE INDEX ON bench_limit.round (company_id, key, name, id);

CREATE TABLE bench_limit.investment AS
SELECT i.id, i.round_id, v.slug, v.name, i.role, i.amount_stated, nullif(i.amount_currency, '') AS currency,
    trim_scale(i.amount_low)::text AS low, trim_scale(i.amount_high)::text AS high,
    i.amount_low IS NOT NULL AND i.amount_bounds LIKE '%(%' AS low_excluded,
    i.amount_high IS NOT NULL AND i.amount_bounds LIKE '%)%' AS high_excluded, i.amount_is_approximate AS about,
    i.amount_currency_is_inferred AS inferred, i.amount_is_disclosed AS disclosed,
    i.note, i.gaps, coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck
FROM companies_investment i LEFT JOIN bench_limit.doubt d ON d.kind = 5 AND d.object_id = i.id
JOIN companies_investor v ON v.id = i.investor_id AND v.is_published
ORDER BY i.round_id, i.id;
CREATE INDEX ON bench_limit.investment (round_id, id);

CREATE TABLE bench_limit.collaboration AS
SELECT o.id, o.company_id, o.slug, o.name, p.slug AS partner_slug, p.name AS partner_name, q.slug AS product_slug,
    q.name AS product_name, o.kind, o.contribution, o."when" AS edtf, kb_edtf_earliest(o."when") AS earliest,
    kb_edtf_latest(o."when") AS latest, o."when" ~ '^[^ ]*[~%]' AS approximate, o."when" ~ '^[^ ]*[?%]' AS uncertain, kb_edtf_key(o."when") AS key, o.gaps,
    coalesce(d.contested, false) AS contested, coalesce(d.needs_recheck, false) AS needs_recheck, o.updated_at
FROM products_collaboration o LEFT JOIN bench_limit.doubt d ON d.kind = 6 AND d.object_id = o.id
JOIN products_clinicalpartner p ON p.id = o.partner_id AND p.is_published
LEFT JOIN products_product q ON q.id = o.product_id AND q.is_published
WHERE o.is_published;
CREATE INDEX ON bench_limit.collaboration (company_id, key, name, id);

-- Shape c: every year that a milestone can be in, with the segments of its company.
CREATE TABLE bench_limit.fact AS
SELECT DISTINCT s.slug AS segment, m.authority_slug AS authority, y.year::smallint AS year, c.key, c.id
FROM bench_limit.milestone m JOIN bench_limit.company c ON c.id = m.company_id
JOIN bench_limit.segment s ON s.kind = 1 AND s.object_id = c.id
CROSS JOIN LATERAL generate_series(coalesce(extract(year FROM lower(m.when_span)), 1990)::int,
    coalesce(extract(year FROM upper(m.when_span) - 1), 2030)::int) AS y (year)
WHERE m.when_span IS NOT NULL;
CREATE UNIQUE INDEX ON bench_limit.fact (segment, authority, year, key, id);

-- Shape e: companies counted by each pair of values of segment, authority and country, and by each value.
CREATE TABLE bench_limit.value AS
SELECT DISTINCT 'segment' AS facet, s.slug AS value, s.name AS label, s.object_id AS id
FROM bench_limit.segment s WHERE s.kind = 1
UNION ALL
SELECT DISTINCT 'authority', m.authority_slug, m.authority_name, m.company_id FROM bench_limit.milestone m
UNION ALL
SELECT 'country', c.country, c.country, c.id FROM bench_limit.company c WHERE c.country <> '';
DELETE FROM bench_limit.value v WHERE NOT EXISTS (SELECT FROM bench_limit.company c WHERE c.id = v.id);
CREATE TABLE bench_limit.cube AS
SELECT f.facet AS filter, f.value AS chosen, v.facet, v.value, v.label, count(*)::int AS number
FROM bench_limit.value f JOIN bench_limit.value v USING (id) WHERE v.facet <> f.facet GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT v.facet, '', v.facet, v.value, v.label, count(*) FROM bench_limit.value v GROUP BY v.facet, v.value, v.label;
CREATE INDEX ON bench_limit.cube (filter, chosen, facet, number DESC, label);
CREATE TABLE bench_limit.member AS
SELECT v.facet, v.value, c.key, c.id FROM bench_limit.value v JOIN bench_limit.company c USING (id);
CREATE UNIQUE INDEX ON bench_limit.member (facet, value, key, id);
DROP TABLE bench_limit.value;

-- Shape d: every published record with its words, and every name of one.
CREATE FUNCTION bench_limit.vector(config regconfig, given text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector(config, regexp_replace(given, '[一-鿿]+', ' ', 'g')) || CASE WHEN given ~ '[一-鿿]' THEN (
    SELECT to_tsvector('simple', string_agg(substr(run[1], place, 2), ' ' ORDER BY number, place))
    FROM regexp_matches(given, '[一-鿿]+', 'g') WITH ORDINALITY AS runs (run, number),
        generate_series(1, length(run[1])) AS place) ELSE ''::tsvector END;
CREATE TABLE bench_limit.hit AS
SELECT row_number() OVER () AS id, type::smallint, record, slug, name, bench_limit.vector('english', name || ' ' || texts) AS words
FROM (
    SELECT 1 AS type, id AS record, slug, name, concat_ws(' ', summary, city) AS texts
    FROM companies_company WHERE is_published
    UNION ALL SELECT 2, id, slug, name, concat_ws(' ', summary, intended_use, indication, benefit)
    FROM products_product WHERE is_published
    UNION ALL SELECT 3, id, slug, name, scope FROM regulatory_milestone WHERE is_published
    UNION ALL SELECT 6, id, slug, name, city FROM products_clinicalpartner WHERE is_published
    UNION ALL SELECT 7, id, slug, name, contribution FROM products_collaboration WHERE is_published
    UNION ALL SELECT 8, id, slug, name, amount_stated FROM companies_fundinground WHERE is_published
    UNION ALL SELECT 9, id, slug, name, '' FROM companies_investor WHERE is_published
    UNION ALL SELECT 14, id, slug, name, '' FROM market_segment WHERE is_published
    UNION ALL SELECT 16, id, slug, name, summary FROM regulatory_authority WHERE is_published
    UNION ALL SELECT 17, id, slug, title, '' FROM sources_source WHERE is_published
) AS hits;
CREATE UNIQUE INDEX ON bench_limit.hit (id);
CREATE UNIQUE INDEX ON bench_limit.hit (type, record);
CREATE INDEX ON bench_limit.hit USING gin (words) WITH (fastupdate = off);
CREATE TABLE bench_limit.hit_name AS
SELECT hit, folded, replace(folded, ' ', '') AS compact, bench_limit.vector('simple', folded) AS words
FROM (
    SELECT id AS hit, regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g') AS folded FROM bench_limit.hit
    UNION ALL
    SELECT h.id, regexp_replace(lower(n.text), '[^[:alnum:]]+', ' ', 'g') FROM entities_name n
    JOIN django_content_type t ON t.id = n.content_type_id
    JOIN (VALUES ('company', 1), ('investor', 9), ('clinicalpartner', 6), ('segment', 14)) AS k (model, type) USING (model)
    JOIN bench_limit.hit h ON h.type = k.type AND h.record = n.object_id
) AS names;
CREATE INDEX ON bench_limit.hit_name (compact text_pattern_ops);
CREATE INDEX ON bench_limit.hit_name USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON bench_limit.hit_name USING gin (folded gin_trgm_ops) WITH (fastupdate = off);

CREATE TABLE bench_limit.total AS SELECT count(*)::int AS companies FROM bench_limit.company;
