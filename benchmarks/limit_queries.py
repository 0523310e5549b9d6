"""The limit's queries: the answer of each workload as PostgreSQL builds it to JSON, the fastest that we could write.

They read the narrow tables of limit_tables.sql. What those tables know to be empty (a generated company has no people,
studies, events and so on) is written as an empty list.
"""


def citations(kind, owner="c.id", more=""):
    """The citations of one record."""
    return f"""ARRAY(SELECT json_build_object('source', t.source, 'paragraph', t.paragraph, 'field', t.field,
        'stated', t.stated, 'stance', t.stance, 'basis', t.basis, 'note', t.note) FROM bench_limit.citation t
        WHERE t.object_id = {owner} AND t.kind = {kind} {more} ORDER BY t.source, t.paragraph, t.field, t.id)"""


def date(row):
    return f"""CASE WHEN {row}.edtf IS NOT NULL THEN json_build_object('edtf', {row}.edtf, 'earliest', {row}.earliest,
        'latest', {row}.latest, 'approximate', {row}.approximate, 'uncertain', {row}.uncertain) END"""


def amount(row):
    return f"""CASE WHEN {row}.amount_stated <> '' THEN json_build_object('stated', {row}.amount_stated,
        'currency', {row}.currency, 'min', {row}.low, 'max', {row}.high, 'min_excluded', {row}.low_excluded,
        'max_excluded', {row}.high_excluded, 'approximate', {row}.about, 'currency_inferred', {row}.inferred,
        'disclosed', {row}.disclosed) END"""


def ref(kind, slug, name):
    return f"CASE WHEN {slug} IS NOT NULL THEN json_build_object('type', '{kind}', 'slug', {slug}, 'name', {name}) END"


def segments(kind, owner):
    return f"""ARRAY(SELECT json_build_object('type', 'segments', 'slug', s.slug, 'name', s.name)
        FROM bench_limit.segment s WHERE s.object_id = {owner} AND s.kind = {kind} ORDER BY lower(s.name))"""


def head(kind, row):
    return f"""'id', {row}.id, 'slug', {row}.slug, 'api_url', '/api/v1/{kind}/' || {row}.slug || '/',
        'name', {row}.name"""


def origins(kind, row, /, **known):
    """Where the values of a record come from: the `known` ones, which all have a value, and those that are cited."""
    pairs = ", ".join(f"'{key}', '{origin}'" for key, origin in known.items())
    return f"""jsonb_build_object({pairs}) || coalesce((SELECT jsonb_object_agg(t.field,
        CASE t.basis WHEN 'stated' THEN 'own' ELSE 'inferred' END ORDER BY t.basis) FROM bench_limit.citation t
        WHERE t.object_id = {row}.id AND t.kind = {kind} AND t.stance = 'supports' AND t.field <> ''),
        jsonb_build_object())"""


def tail(kind, row, /, **known):
    return f"""'gaps', {row}.gaps, 'contested', {row}.contested, 'tainted', {row}.needs_recheck,
        'origins', {origins(kind, row, **known)}, 'needs_recheck', {row}.needs_recheck, 'updated_at', {row}.updated_at,
        'citations', {citations(kind, row + ".id")}"""


NAMES = f"""ARRAY(SELECT json_build_object('text', n.text, 'language', n.language, 'kind', n.kind, 'when', {date("n")},
    'citations', {citations(1, "c.id", "AND t.field = 'names' AND t.stated = n.text")})
    FROM bench_limit.name n WHERE n.company_id = c.id ORDER BY n.kind, n.text, n.id)"""
COMPANY = f"""{head("companies", "c")}, 'names', {NAMES}, 'coverage', c.coverage, 'kind', c.kind, 'country', c.country,
    'city', c.city, 'website', c.website, 'founded', NULL, 'summary', c.summary, 'segments', {segments(1, "c.id")},
    {tail(1, "c", coverage="editors", kind="editors")}"""
OF_COMPANY = ref("companies", "c.slug", "c.name")
PRODUCTS = f"""ARRAY(SELECT json_build_object({head("products", "p")}, 'names', '[]'::json, 'company', {OF_COMPANY},
    'kind', p.kind, 'segments', {segments(2, "p.id")}, 'summary', p.summary, 'intended_use', p.intended_use,
    'indication', p.indication, 'mechanism', p.mechanism, 'construction', p.construction, 'pain_point', p.pain_point,
    'benefit', p.benefit, {tail(2, "p", kind="editors", segments="editors")})
    FROM bench_limit.product p WHERE p.company_id = c.id ORDER BY p.key, p.id)"""
MILESTONES = f"""ARRAY(SELECT json_build_object({head("milestones", "m")}, 'names', '[]'::json,
    'product', {ref("products", "m.product_slug", "m.product_name")}, 'company', {OF_COMPANY},
    'authority', {ref("authorities", "m.authority_slug", "m.authority_name")}, 'jurisdiction', m.jurisdiction,
    'pathway', m.pathway, 'outcome', m.outcome, 'strength', m.strength, 'is_marketing_authorization', m.sells,
    'device_class', m.device_class, 'condition', m.condition, 'sequence', m.sequence, 'when', {date("m")},
    'scope', m.scope,
    {tail(3, "m", strength="editors", jurisdiction="inferred", is_marketing_authorization="inferred")})
    FROM bench_limit.milestone m WHERE m.company_id = c.id ORDER BY m.key, m.name, m.id)"""
INVESTMENTS = f"""ARRAY(SELECT json_build_object('investor', {ref("investors", "i.slug", "i.name")}, 'role', i.role,
    'amount', {amount("i")}, 'note', i.note, 'gaps', i.gaps, 'contested', i.contested,
    'tainted', i.needs_recheck, 'needs_recheck', i.needs_recheck, 'citations', {citations(5, "i.id")},
    'origins', {origins(5, "i", role="editors")})
    FROM bench_limit.investment i WHERE i.round_id = r.id ORDER BY i.id)"""
ROUNDS = f"""ARRAY(SELECT json_build_object({head("rounds", "r")}, 'names', '[]'::json, 'company', {OF_COMPANY},
    'series', r.series, 'when', {date("r")}, 'amount', {amount("r")}, 'investor_list', r.investor_list,
    'investments', {INVESTMENTS}, 'summary', r.summary, {tail(4, "r", investor_list="editors")})
    FROM bench_limit.round r WHERE r.company_id = c.id ORDER BY r.key, r.name, r.id)"""
COLLABORATIONS = f"""ARRAY(SELECT json_build_object({head("collaborations", "o")}, 'names', '[]'::json,
    'partner', {ref("partners", "o.partner_slug", "o.partner_name")}, 'company', {OF_COMPANY},
    'product', {ref("products", "o.product_slug", "o.product_name")}, 'kind', o.kind, 'contribution', o.contribution,
    'when', {date("o")}, {tail(6, "o", kind="editors")})
    FROM bench_limit.collaboration o WHERE o.company_id = c.id ORDER BY o.key, o.name, o.id)"""
PROFILE = f"""SELECT json_build_object({COMPANY}, 'people', '[]'::json, 'products', {PRODUCTS},
    'milestones', {MILESTONES}, 'collaborations', {COLLABORATIONS}, 'studies', '[]'::json, 'recognitions', '[]'::json,
    'rounds', {ROUNDS}, 'events', '[]'::json, 'figures', '[]'::json, 'insights', '[]'::json,
    'participations', '[]'::json, 'stated_insights', '[]'::json, 'stated_figures', '[]'::json,
    'organised_events', '[]'::json, 'issued_recognitions', '[]'::json, 'more', '{{}}'::json)::text
    FROM bench_limit.company c WHERE c.slug = $1"""
"""$1: the slug."""

SIZE = 50
CURSOR = """translate(encode(convert_to('[0,' || to_json(c.key)::text || ',' || c.id || ']', 'UTF8'), 'base64'),
    E'+/=\\n', '-_')"""


def page(chosen, count, address, facets=""):
    """A page of companies: `chosen` selects the rows (key, id) of a page and one more, `count` (number, capped)."""
    return f"""WITH chosen AS MATERIALIZED ({chosen}), shown AS MATERIALIZED (
        SELECT c.key, c.id, json_build_object({COMPANY}) AS row
        FROM (SELECT * FROM chosen ORDER BY key, id LIMIT {{size}}) AS k JOIN bench_limit.company c USING (id)
        ORDER BY k.key, k.id), counted AS ({count})
    SELECT json_build_object('count', number, 'count_capped', capped,
        'next', CASE WHEN (SELECT count(*) FROM chosen) > {{size}} THEN (SELECT {address} || {CURSOR}
            FROM shown c ORDER BY key DESC, id DESC LIMIT 1) END,
        'previous', NULL, 'results', ARRAY(SELECT row FROM shown ORDER BY key, id) {facets})::text FROM counted"""


ALL = "SELECT least(companies, 10000) AS number, companies > 10000 AS capped FROM bench_limit.total"
LIST = page(
    f"SELECT key, id FROM bench_limit.company ORDER BY key, id LIMIT {SIZE + 1}", ALL, "$1 || '?cursor='"
).format(size=SIZE)
"""$1: the address of the list."""
AFTER = page(
    f"SELECT key, id FROM bench_limit.company WHERE (key, id) > ($2, $3) ORDER BY key, id LIMIT {SIZE + 1}",
    ALL, "$1 || '?cursor='",
).replace("'previous', NULL", f"""'previous', (SELECT $1 || '?cursor=' || {CURSOR.replace("[0,", "[1,")}
    FROM shown c ORDER BY key, id LIMIT 1)""").format(size=SIZE)  # fmt: skip
"""$1: the address of the list; $2, $3: the row that the cursor names."""
FACT = "bench_limit.fact WHERE segment = $2 AND authority = $3 AND year = $4"
FILTERED = page(
    f"SELECT key, id FROM {FACT} ORDER BY key, id LIMIT {SIZE + 1}",
    f"SELECT least(count(*), 10000) AS number, count(*) > 10000 AS capped FROM (SELECT FROM {FACT} LIMIT 10001) AS f",
    "$1 || '&cursor='",
).format(size=SIZE)
"""$1: the address with its query; $2: the segment; $3: the authority; $4: the year."""


def facet(name):
    return f"""'{name}', ARRAY(SELECT json_build_object('value', value, 'label', label, 'count', number,
        'selected', $2 = '{name}' AND value = $3, 'link', CASE WHEN $2 = '{name}' AND value = $3 THEN $5
        ELSE $4 || '&{name}=' || value END)
        FROM bench_limit.cube WHERE filter = $2 AND chosen = CASE WHEN $2 = '{name}' THEN '' ELSE $3 END
        AND facet = '{name}' ORDER BY number DESC, label LIMIT 200)"""


MEMBER = "bench_limit.member WHERE facet = $2 AND value = $3"
FACETS = page(
    f"SELECT key, id FROM {MEMBER} ORDER BY key, id LIMIT 2",
    f"SELECT least(count(*), 10000) AS number, count(*) > 10000 AS capped FROM (SELECT FROM {MEMBER} LIMIT 10001) AS f",
    "$1 || '&cursor='",
    f", 'facets', json_build_object({facet('segment')}, {facet('authority')}, {facet('country')}),"
    " 'facets_capped', '[]'::json",  # the cube counts every record
).format(size=1)
"""$1: the address with its query; $2, $3: the filter and its value; $4, $5: the query string with it and without."""
