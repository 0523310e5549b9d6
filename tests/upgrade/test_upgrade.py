"""A database of version 0.1.0, with drafts, users and records of its editors, is upgraded in place without loss."""

import json
import time

import pytest
from django.db import connection

from medtech_kb.layers.stored_answers import LOOK_AGAIN
from tests.databases import cursor_of, database, manage
from tests.upgrade.upgrading import DERIVED, PASSWORD, contents, lost, restore, structure
from tests.upgrade.visiting import Visitor, served
from values.amounts import StatedAmount

MAY_MOVE = "sources_dataversion"
MAY_GROW = {"auth_group_permissions", "auth_permission", "django_content_type", "django_migrations"}
RECORD = "/api/v1/companies/harbour-devices/"
ETAG = '"1ae9a3298bc15a546b839229"'
"""Of RECORD, as version 0.1.0 answered from this database."""
RENAMED_GROUPS = {"Editors": "Reviewers"}
"""Who published before there were proposals still does."""
FORMS = {
    "companies_company": "harbour-devices",
    "companies_fundinground": "harbour-round",
    "companies_person": "lin-hai",
    "market_event": "harbour-forum",
    "market_insight": "harbour-insight",
    "products_product": "harbour-valve",
    "products_study": "draft-study",
    "regulatory_milestone": "harbour-valve-registered",
    "sources_source": "harbour-report",
}
"""{table: slug} of records whose forms an editor opens."""


@pytest.fixture(scope="module")
def old():
    with database("old") as name:
        restore(name)
        yield name


@pytest.fixture(scope="module")
def before(old):
    return contents(old)


@pytest.fixture(scope="module")
def migrated(old, before):
    with database("migrated", template=old) as name:
        manage(name, "migrate", "--verbosity", "0")
        yield name


@pytest.fixture(scope="module")
def site(old, before, tmp_path_factory):
    """The site after an upgrade by `serve`, which `make run` calls: (its address, its database)."""
    with database("served", template=old) as name, served(name, tmp_path_factory.mktemp("site") / "log") as url:
        yield url, name


@pytest.fixture
def visitor(site):
    return Visitor(site[0])


@pytest.fixture(scope="module")
def editor(site):
    return Visitor(site[0]).log_in("editor", PASSWORD)


def assert_nothing_is_lost(before, name):
    after = contents(name)
    entered = {table: rows for table, rows in before.items() if not table.startswith(DERIVED) and table != MAY_MOVE}
    groups = [row | {"name": RENAMED_GROUPS.get(row["name"], row["name"])} for row in entered["auth_group"]]
    entered["auth_group"] = groups
    assert lost(entered, after) == {}
    assert {table for table, rows in entered.items() if len(after[table]) != len(rows)} <= MAY_GROW
    assert after[MAY_MOVE][0]["number"] >= before[MAY_MOVE][0]["number"]


def versions(name):
    """The version of the data, which any write moves."""
    with cursor_of(name) as cursor:
        cursor.execute(f"SELECT number, moved_at FROM {MAY_MOVE}")
        return cursor.fetchall()


def derived(rows):
    """The derived rows without what may differ: their numbers, the order of slips, and pairs that count nothing."""
    return {
        (table, json.dumps(row | {"id": None, "slips": sorted(row.get("slips", []))}, sort_keys=True))
        for table in rows if table.startswith(DERIVED) for row in rows[table] if row.get("members") != 0
    }  # fmt: skip


def key_of(name, table, slug):
    with cursor_of(name) as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE slug = %s", [slug])
        return cursor.fetchone()[0]


def test_the_dump_holds_what_an_upgrade_could_lose(before):
    held = {table for table, rows in before.items() if rows}
    assert {
        "auth_user_groups", "auth_group_permissions", "django_admin_log", "django_session", "entities_name",
        "entities_successor", "sources_sourcetext",
    } <= held  # fmt: skip
    assert [row for row in before["sources_citation"] if row["is_tainted"]]
    assert [row for row in before["sources_citation"] if row["stance"] == "contradicts"]
    assert [row for row in before["companies_company"] if row["gaps"] and row["is_published"]]
    assert len({row["content_type_id"] for row in before["django_admin_log"]}) > 5


def test_migrate_keeps_every_value_of_every_row(before, migrated):
    assert_nothing_is_lost(before, migrated)


def test_migrate_reads_every_amount_anew(migrated):
    rows = [row for table in contents(migrated).values() for row in table if row.get("amount_stated")]
    assert len(rows) > 20
    for row in rows:
        amount = StatedAmount.read(row["amount_stated"], row.get("unit") or "")
        assert (row["amount_currency"], row["amount_bounds"]) == (amount.currency, amount.bounds)
        ends = [None if end is None else float(end) for end in (amount.low, amount.high)]
        assert [row["amount_low"], row["amount_high"]] == ends
        assert row["amount_is_approximate"] == amount.approximate


def test_migrate_has_nothing_to_do_the_second_time(migrated):
    once = structure(migrated), versions(migrated)
    assert "No migrations to apply" in manage(migrated, "migrate")
    assert (structure(migrated), versions(migrated)) == once


@pytest.mark.django_db
def test_an_upgraded_database_is_built_like_a_new_one(migrated):
    upgraded, new = structure(migrated), structure(connection.settings_dict["NAME"])
    differing = {what for what in {*upgraded, *new} if upgraded.get(what) != new.get(what)}
    assert differing == set()


def test_what_is_derived_is_what_would_be_derived_anew(migrated):
    derived_before = derived(contents(migrated))
    manage(migrated, "rebuild")
    anew = derived(contents(migrated))
    assert len(anew) > 1000
    assert anew - derived_before == set()
    assert {table for table, _row in derived_before - anew} <= {
        "entities_searchword"
    }  # a word stays when its last record leaves


def test_the_site_upgrades_the_database_when_it_starts(before, site):
    assert_nothing_is_lost(before, site[1])


def test_the_address_of_a_merged_record_still_leads_on(visitor):
    for place, permanently in {"/companies/": 301, "/api/v1/companies/": 308}.items():
        status, headers, _text = visitor.get(f"{place}harbour-medical/")
        assert (status, headers["Location"].removeprefix(visitor.site)) == (permanently, f"{place}harbour-devices/")


@pytest.mark.parametrize(
    "path",
    [
        *("/companies/harbour-devices/", "/products/harbour-valve/", "/rounds/harbour-round/", "/people/lin-hai/"),
        *("/milestones/harbour-valve-registered/", "/figures/harbour-figure/", "/insights/harbour-insight/"),
    ],
)
def test_an_editors_own_records_are_read_as_page_and_by_api(visitor, path):
    assert [visitor.get(place)[0] for place in (path, f"/api/v1{path}")] == [200, 200]


def test_a_record_has_its_names_places_gaps_and_doubts(visitor):
    record = json.loads(visitor.get(RECORD)[2])
    assert (record["city"], record["gaps"]) == ("Qingdao", {"website": "not_stated"})
    assert {name["text"] for name in record["names"]} == {"港湾器械", "Harbor Devices", "Harbour Medical"}
    assert [place["stated"] for place in record["citations"] if place["stance"] == "contradicts"] == ["Yantai"]


@pytest.mark.parametrize("path", ["/companies/uncited-draft/", "/companies/quay-robotics/", "/studies/draft-study/"])
def test_drafts_stay_hidden_from_visitors(visitor, path):
    assert [visitor.get(place)[0] for place in (path, f"/api/v1{path}")] == [404, 404]


def test_a_private_text_stays_private(visitor, editor, site):
    source = key_of(site[1], "sources_source", "harbour-report")
    sentence = "It was founded in Qingdao"  # a citation shows its last three words
    assert sentence not in visitor.get("/sources/harbour-report/")[2]
    assert sentence in editor.get(f"/admin/sources/source/{source}/change/")[2]


def test_old_and_new_search_rows_find_a_record_by_its_chinese_name(visitor):
    assert "harbour-devices" in visitor.get("/api/v1/search/?q=%E6%B8%AF%E6%B9%BE%E5%99%A8%E6%A2%B0")[2]


@pytest.mark.parametrize(("table", "slug"), FORMS.items())
def test_an_editor_opens_the_forms_and_their_history(editor, site, table, slug):
    form = f"/admin/{table.replace('_', '/')}/{key_of(site[1], table, slug)}/"
    status, _headers, text = editor.get(f"{form}change/")
    assert (status, slug in text) == (200, True)
    status, headers, _text = editor.get(f"{form}history/")
    assert status == 302
    status, _headers, text = editor.get(headers["Location"])
    before_revisions = text.partition("Before revisions were kept")[2].partition("</table>")[0]
    assert (status, "<td>editor</td>" in before_revisions) == (200, True)


def test_who_was_logged_in_stays_so(site):
    with cursor_of(site[1]) as cursor:
        cursor.execute("SELECT session_key FROM django_session")
        keys = [key for (key,) in cursor.fetchall()]
    statuses = [Visitor(site[0], Cookie=f"sessionid={key}").get("/admin/companies/company/")[0] for key in keys]
    assert statuses == [200] * len(keys)


def test_rights_are_as_they_were(site, editor):
    chief, visitor = Visitor(site[0]).log_in("chief", PASSWORD), Visitor(site[0])
    pages = ("/admin/companies/company/add/", "/admin/auth/user/")
    assert [[who.get(page)[0] for page in pages] for who in (chief, editor, visitor)] == [
        [200, 200], [200, 403], [302, 302],
    ]  # fmt: skip


def test_an_editor_publishes_a_draft_of_before(editor, visitor, site):
    key = key_of(site[1], "companies_person", "draft-person")
    editor.get("/admin/companies/person/")
    editor.get("/admin/companies/person/", {"action": "publish", "_selected_action": key})
    assert visitor.get("/people/draft-person/")[0] == 200


def test_an_answer_from_before_the_upgrade_is_sent_anew_and_only_once(visitor):
    time.sleep(2 * LOOK_AGAIN)  # what was published just before is known to all workers by then
    status, headers, _text = visitor.get(RECORD, **{"If-None-Match": ETAG})
    assert status == 200
    assert visitor.get(RECORD, **{"If-None-Match": headers["ETag"]})[0] == 304


def test_dates_are_read_anew_without_an_index_or_a_column_of_the_old_reading(migrated):
    with cursor_of(migrated) as cursor:
        cursor.execute(
            'SELECT "when", when_earliest::text, when_latest::text FROM market_event WHERE "when" LIKE %s ORDER BY 1',
            ["%~"],
        )
        assert cursor.fetchall() == [("2013~", "2012-01-01", "2014-12-31"), ("2015~", "2014-01-01", "2016-12-31")]
        cursor.execute("SET enable_seqscan = off; SET enable_bitmapscan = off")
        cursor.execute('SELECT count(*) FROM market_event WHERE when_key IS DISTINCT FROM kb_edtf_key("when")')
        assert cursor.fetchone() == (0,)
