"""The search rows follow whatever is written, in whatever way it is written."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from catalogue.record_types import RECORD_TYPES
from companies.models import Company, Position
from names.merging import merge
from names.models import Name, SearchName, SearchText, SearchWord
from search import rebuild
from search.query import read
from search.ranking import find
from search.rebuild import rebuild_if_outdated
from tests.builders import (
    MAKERS,
    cite,
    make_company,
    make_name,
    make_outcome,
    make_person,
    make_position,
    make_source,
    make_study,
    with_everything,
)

pytestmark = pytest.mark.django_db


def slugs(text):
    return [hit.slug for hit in find(read(text)).hits]


@pytest.mark.parametrize("record_type", [record_type.name for record_type in RECORD_TYPES])
def test_a_record_of_every_type_is_found_by_its_name(record_type):
    title = {"title" if record_type == "sources" else "name": "Zyxomab Platform"}
    record = MAKERS[record_type](slug="zyx", **title)
    assert [(hit.type, hit.slug) for hit in find(read("zyxomab")).hits] == [(record_type, record.slug)]


def test_an_unpublished_record_is_not_found_until_it_is_published():
    company = make_company(name="Zyxomab", is_published=False)
    assert slugs("Zyxomab") == []
    company.is_published = True
    company.save()
    assert slugs("Zyxomab") == ["zyxomab"]
    Company.objects.update(is_published=False)
    assert slugs("Zyxomab") == []
    assert not SearchName.objects.exclude(record_type="sources").exists()


def test_a_new_name_finds_and_the_old_one_does_not():
    company = make_company(name="Zyxomab", slug="z")
    Company.objects.filter(pk=company.pk).update(name="Qwertinib")
    assert (slugs("Zyxomab"), slugs("Qwertinib")) == ([], ["z"])


def test_raw_sql_is_followed():
    make_company(name="Zyxomab", slug="z")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE companies_company SET summary = 'It makes frobnicators.'")
    assert slugs("frobnicator") == ["z"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM companies_company")
    assert slugs("Zyxomab") == []


def test_bulk_writes_are_followed():
    made = Company.objects.bulk_create(
        [Company(slug=f"b{n}", name=f"Zyxomab {n}", is_published=True) for n in range(3)]
    )
    for company in made:
        cite(company)
    assert len(slugs("zyxomab")) == 3
    for company in made:
        company.name = f"Qwertinib {company.pk}"
    Company.objects.bulk_update(made, ["name"])
    assert (len(slugs("zyxomab")), len(slugs("qwertinib"))) == (0, 3)


def test_further_names_are_followed():
    company = make_company(name="Zyxomab", slug="z")
    name = make_name(company, "推想醫療", kind="former", language="zh-Hant")
    assert slugs("推想") == slugs("tuixiang") == slugs("推想医疗") == ["z"]
    Name.objects.filter(pk=name.pk).update(text="数坤科技")
    assert (slugs("推想"), slugs("shukun")) == ([], ["z"])
    name.delete()
    assert slugs("数坤") == []


def test_a_name_that_moves_to_another_record_finds_that_one():
    one, other = make_company(name="One", slug="one"), make_company(name="Other", slug="other")
    name = make_name(one, "Zyxomab")
    name.object_id = other.pk
    name.save()
    assert slugs("Zyxomab") == ["other"]


def test_names_of_an_unpublished_record_wait_for_it():
    company = make_company(name="Hidden", is_published=False)
    Name.objects.create(content_type=ContentType.objects.get_for_model(Company), object_id=company.pk, text="Zyxomab",
                        kind="variant")  # fmt: skip
    assert slugs("Zyxomab") == []
    Company.objects.update(is_published=True)
    assert slugs("Zyxomab") == ["hidden"]


def test_texts_of_parts_find_their_record():
    person = make_person(name="Somebody", slug="somebody")
    position = make_position(person)
    Position.objects.filter(pk=position.pk).update(title="Chief Frobnicator")
    assert slugs("frobnicator") == ["somebody"]
    position.refresh_from_db()
    position.delete()
    assert slugs("frobnicator") == []
    study = make_study(name="A study", slug="study")
    make_outcome(study).__class__.objects.update(metric="frobnication rate")
    assert slugs("frobnication") == ["study"]


def test_a_part_that_moves_to_another_record_finds_that_one():
    one, other = make_person(name="One", slug="one"), make_person(name="Other", slug="other")
    position = make_position(one)
    Position.objects.filter(pk=position.pk).update(title="Frobnicator")
    Position.objects.filter(pk=position.pk).update(person=other)
    assert slugs("frobnicator") == ["other"]


def test_a_merge_takes_the_names_along():
    stays, goes = make_company(name="Zyxomab", slug="stays"), make_company(name="Qwertinib", slug="goes")
    make_name(goes, "推想医疗")
    merge(stays, goes)
    assert slugs("Qwertinib") == slugs("推想") == ["stays"]


def test_a_source_is_found_by_its_title_and_its_summary():
    make_source("report", title="State of zyxomab", summary="Forty frobnicators.")
    assert slugs("zyxomab") == slugs("frobnicators") == ["report"]


def test_a_change_that_search_does_not_read_writes_no_search_row():
    company = make_company(name="Zyxomab")
    before = SearchText.objects.get(slug="zyxomab").pk, SearchName.objects.get(text="Zyxomab").pk
    Company.objects.filter(pk=company.pk).update(kind="ai", website="https://example.org")
    assert (SearchText.objects.get(slug="zyxomab").pk, SearchName.objects.get(text="Zyxomab").pk) == before


def test_a_record_is_there_once_a_record_is_searched_once():
    company = with_everything()
    rows = SearchText.objects.filter(record_type="companies", object_id=company.pk)
    company.save()
    assert rows.count() == 1


def test_migrating_derives_rows_anew_that_were_made_by_other_rules():
    make_company(slug="a", name="Lanbo")
    call_command("migrate", verbosity=0)
    SearchText.objects.update(name="by older rules")
    call_command("migrate", verbosity=0)
    assert SearchText.objects.filter(name="by older rules").exists()
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE entities_searchtext IS 'older rules'")
    call_command("migrate", verbosity=0)
    assert not SearchText.objects.filter(name="by older rules").exists()


def test_a_rebuild_derives_the_same_rows(capsys):
    with_everything(times=2)
    fields = ("record_type", "object_id", "words")
    names = sorted(SearchName.objects.values_list("record_type", "object_id", "text", "kind", "folded", "words"))
    texts = sorted(SearchText.objects.values_list(*fields, "slug", "name"))
    SearchText.objects.all().delete()
    rebuild_if_outdated()
    assert sorted(SearchText.objects.values_list(*fields, "slug", "name")) == texts
    call_command("rebuild_search")
    assert "companies" in capsys.readouterr().out
    assert sorted(SearchText.objects.values_list(*fields, "slug", "name")) == texts
    again = SearchName.objects.values_list("record_type", "object_id", "text", "kind", "folded", "words")
    assert sorted(again) == names


def rows():
    """Everything that is derived, without the numbers of rows."""
    names = ("record_type", "object_id", "text", "kind", "folded", "compact", "words")
    texts = ("record_type", "object_id", "slug", "name", "country", "city", "passages", "words")
    return (
        sorted(map(str, SearchName.objects.values_list(*names))),
        sorted(map(str, SearchText.objects.values_list(*texts))),
        sorted((word, sorted(slips)) for word, slips in SearchWord.objects.values_list("word", "slips")),
    )


def furnished():
    """Records of every type, in scripts and with parts and further names, as triggers follow them."""
    with_everything(times=2)
    company = make_company(name="Čeština ® 重庆 Straße", city="Xi'an", summary="推想醫療 and Müller’s catheters")
    make_name(company, "單于醫療科技", kind="former", language="zh-Hant")
    make_name(company, "Infervision Medical", kind="brand")
    make_person(name="😀", slug="smile")


def structure():
    """The names and definitions of all indexes, constraints and columns of the derived tables."""
    tables = "('entities_searchname', 'entities_searchtext', 'entities_searchword')"
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT indexdef FROM pg_indexes WHERE tablename IN {tables}
            UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
                WHERE conrelid::regclass::text IN {tables} AND contype <> 'n'
            UNION ALL SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable,
                identity_generation, pg_get_serial_sequence(table_name, column_name))
                FROM information_schema.columns WHERE table_name IN {tables}
            UNION ALL SELECT relname || ' for ' || coalesce(relacl::text, '') FROM pg_class WHERE relname IN {tables}
            ORDER BY 1""")
        return [line for (line,) in cursor.fetchall()]


def test_a_rebuild_derives_exactly_what_the_triggers_did():
    furnished()
    before = rows()
    assert len(before[0]) > 40
    assert len(before[2]) > 10
    rebuild.rebuild()
    assert rows() == before
    make_company(name="Zyxomab", slug="z")
    assert slugs("Zyxomab") == ["z"]


def test_a_rebuild_leaves_the_tables_as_the_migrations_made_them():
    furnished()
    before = structure()
    assert len(before) > 30
    rebuild.rebuild()
    assert structure() == before


def test_a_rebuild_that_fails_leaves_the_old_rows(monkeypatch):
    furnished()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entities_searchtext SET city = 'as it was'")
    before = rows()
    monkeypatch.setattr(rebuild, "replace", lambda *_tables: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild.rebuild()
    assert rows() == before
