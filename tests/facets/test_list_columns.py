"""The columns of a list's page: chosen by `fields=` as in API and files, and sorted by the heads that have an index."""

import re

import pytest
from django.db import connection

from catalogue.record_types import RECORD_TYPES
from sources.record_types import CITATIONS
from tests.builders import cite, make_company, make_figure, make_milestone

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


def heads(text):
    """{label: (link or None, aria-sort or None)} of the columns of a list, in their order."""
    row = re.search(r"<thead>.*?</thead>", text, re.DOTALL)[0]
    cells = re.findall(r"<th ([^>]*)>(.*?)</th>", row, re.DOTALL)
    found = {}
    for attributes, content in cells[1:]:
        link, order = re.search(r'href="([^"]*)"', content), re.search(r'aria-sort="([^"]*)"', attributes)
        label = re.sub(r"<span.*?</span>|<[^>]*>", "", content).strip()
        found[label] = (link and link[1].replace("&amp;", "&"), order and order[1])
    return found


def test_a_list_has_the_columns_of_its_type_unless_others_are_chosen(client):
    make_company(city="Shenzhen", website="https://example.org/")
    assert list(heads(page(client, "/companies/"))) == ["Name", "Coverage", "Kind", "Founded", "Summary", "Sources"]
    chosen = page(client, "/companies/?fields=slug,city,website,updated_at")
    assert list(heads(chosen)) == ["Name", "Slug", "City", "Website", "Last change"]
    assert "Shenzhen" in chosen
    assert list(heads(page(client, "/companies/?fields=name,citations"))) == ["Name", "Sources"]


def test_omit_leaves_out_what_it_names(client):
    make_company(city="Shenzhen")
    shown = heads(page(client, "/companies/?omit=city,citations,summary"))
    assert "Website" in shown
    assert not {"City", "Sources", "Summary"} & set(shown)


def test_a_field_that_there_is_not_is_refused_as_in_the_api(client):
    make_company()
    text = page(client, "/companies/?fields=name,size", 400)
    assert "There is no field “size”" in text
    assert 'href="/companies/"' in text


def test_every_field_of_every_type_can_be_a_column(client):
    make_milestone(company=make_company(), when="2025")
    for record_type in [*RECORD_TYPES, CITATIONS]:
        fields = client.get(f"/api/v1/{record_type.name}/?fields=x").json()["errors"][0]["allowed"]
        page(client, f"/{record_type.name}/?fields={','.join(fields)}")


def test_the_form_of_columns_leads_to_the_address_with_fields(client):
    make_company()
    text = page(client, "/companies/?country=(none)")
    assert '<input type="checkbox" name="column" value="summary" checked>' in text
    assert '<input type="checkbox" name="column" value="city">' in text
    answer = client.get("/companies/?country=(none)&column=city&column=kind")
    assert (answer.status_code, answer["Location"]) == (302, "/companies/?country=%28none%29&fields=name%2Ccity%2Ckind")
    columns = "&".join(f"column={key}" for key in ("coverage", "kind", "founded", "summary", "citations"))
    assert client.get(f"/companies/?fields=city&{columns}")["Location"] == "/companies/"


def test_files_and_the_api_have_the_columns_of_the_page(client):
    make_company()
    text = page(client, "/companies/?fields=name,city")
    assert "/api/v1/companies.csv?fields=name%2Ccity" in text
    assert "/api/v1/companies/?fields=name%2Ccity" in text


def test_a_head_sorts_and_turns_the_order_round(client):
    make_milestone(when="2025")
    shown = heads(page(client, "/milestones/?strength=reported"))
    assert shown["When"] == ("?strength=reported&ordering=when", "descending")
    assert shown["Name"] == ("?strength=reported&ordering=name", None)
    assert shown["Outcome"] == (None, None)
    assert heads(page(client, "/milestones/?ordering=when"))["When"] == ("?ordering=-when", "ascending")
    assert heads(page(client, "/milestones/?ordering=name"))["When"] == ("?ordering=-when", None)


def test_a_head_leads_to_the_first_page_of_its_order(client):
    for number in range(3):
        make_company(name=f"{number}")
    second = client.get("/companies/?page_size=1").context["next"]
    assert heads(page(client, f"/companies/{second}"))["Name"] == ("?page_size=1&ordering=-name", "ascending")


def test_an_order_without_an_index_is_offered_by_the_form_and_not_by_a_head(client):
    make_figure(amount="5 hospitals")
    text = page(client, "/figures/")
    assert heads(text)["Amount"] == (None, None)
    assert '<option value="amount">' in text


@pytest.mark.parametrize("record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name)
def test_an_order_of_a_head_is_read_off_an_index(record_type):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    for order in (order for order in record_type.all_orders if order.has_index):
        for key, sign in ((order.ascending, ""), (order.descending, "-")):
            rows = record_type.model.objects.filter(**{} if record_type is CITATIONS else {"is_published": True})
            plan = rows.annotate(_key=key).order_by(f"{sign}_key", f"{sign}pk").explain()
            assert "Sort" not in plan, (record_type.name, order.word, plan)


def test_numbers_stand_to_the_right(client):
    cite(make_company(), "src#12")
    assert re.search(
        r'<td data-label="Paragraph" class="num[^"]*">12</td>', page(client, "/citations/?fields=paragraph")
    )


def test_a_field_is_called_by_its_label_and_not_by_its_code(client):
    cite(make_company(), "src#3", field="website", stated="pamu.example")
    cite(make_company(), "src#4", field="in_scope")
    text = page(client, "/citations/")
    assert ">Website</td>" in text
    assert "In scope" in text
    assert ">in_scope<" not in text
    assert "field: Website" in re.sub(r"<[^>]*>", "", page(client, "/citations/?field=website"))
    source = page(client, "/sources/src/")
    assert '<span class="field">Website</span>' in source
    assert "in_scope</span>" not in source


def test_the_api_keeps_the_codes_of_fields(client):
    cite(make_company(), "src#3", field="website")
    body = client.get("/api/v1/citations/?field=website&facets=field").json()
    assert body["results"][0]["field"] == "website"
    assert [value["value"] for value in body["facets"]["field"]] == ["website", "(none)"]


def test_one_fold_says_what_the_shown_columns_mean_and_leads_to_the_glossary(client):
    make_milestone()
    page = client.get("/milestones/?fields=name,outcome").content.decode()
    fold = re.search(r'<details class="meanings">.*?</details>', page, re.DOTALL)[0]
    assert re.findall(r"<dt>(.*?)</dt>", fold) == ["Outcome"]
    assert 'href="/glossary/#of-milestones"' in fold
