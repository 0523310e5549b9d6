"""The matrix as table, picture, JSON and file: the same rows, the same cells."""

import csv
import io
import re
from html import unescape

import pytest

from catalogue.record_types import RECORD_TYPES
from pictures.pathways import first_rows, rows_of
from records.presenters import present
from tests.api.api_client import ask
from tests.builders import make_milestone, make_product
from tests.pictures.made_pathways import FDA, authority, matrix, some_rows

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")


def words(markup):
    return " ".join(unescape(TAG.sub(" ", markup)).split())


def table_of(client, **parameters):
    """{slug: {column label: the address of its step}} of the page's table."""
    html = client.get("/pathways/", parameters).content.decode()
    table = html.partition('<table class="matrix">')[2].partition("</table>")[0]
    found = {}
    for row in table.split("<tr")[1:]:
        if name := re.search(r'<th scope="row"><a href="/\w+/([\w-]+)/"', row):
            steps = re.findall(r'<td data-label="([^"]+)">.*?href="(/milestones/[\w-]+/)"', row, re.DOTALL)
            found[name[1]] = dict(steps)
    return found


def test_table_picture_api_and_file_have_the_same_rows_and_cells(client):
    some_rows()
    body = matrix(client)
    labels = {column["key"]: column["label"] for column in body["columns"]}
    expected = {
        row["record"]["slug"]: {labels[cell["column"]]: f"/milestones/{cell['step']['slug']}/" for cell in row["cells"]}
        for row in body["results"]
    }
    assert table_of(client) == expected

    svg = client.get("/pathways.svg").content.decode()
    assert re.findall(r'href="http://testserver/(?:products|companies)/([\w-]+)/"', svg) == list(expected)
    linked = re.findall(r'<a href="http://testserver(/milestones/[\w-]+/)"><title>([^<]+)', svg)
    shorts = [cell["short"] for row in body["results"] for cell in row["cells"]]
    assert [unescape(about) for _url, about in linked] == shorts
    assert [url for url, _about in linked] == [url for row in expected.values() for url in row.values()]

    file = client.get("/api/v1/pathways.csv")
    lines = list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert {
        line["slug"]: {label: f"/milestones/{line[f'{key}, step']}/" for key, label in labels.items() if line[key]}
        for line in lines
    } == expected
    assert [line[key] for line in lines for key in labels if line[key]] == shorts


def test_the_picture_stands_alone(client):
    some_rows()
    answer = client.get("/pathways.svg", {"jurisdiction": "US"})
    svg = answer.content.decode()
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "<style" not in svg
    text = words(svg)
    for part in (
        "Regulatory pathways", "trial allowed: no approval to market", "allows marketing", "contested", "src",
        "http://testserver/pathways/?jurisdiction=US", "hatched: on a condition",
    ):  # fmt: skip
        assert part in text
    assert re.search(r"Taken from .* \d{4}-\d\d-\d\d", text)


def test_a_trial_permission_never_looks_like_an_approval(client):
    fda = authority("fda", "US")
    make_milestone(product=make_product(slug="tested"), authority=fda, pathway="fda_ide", outcome="trial_allowed")
    make_milestone(product=make_product(slug="sold"), authority=fda, **FDA)
    page = client.get("/pathways/").content.decode()
    marks = dict(re.findall(r'<div class="standing stage-(\w+)"><svg[^>]*>(.*?)</svg>', page))
    assert set(marks) == {"trial_allowed", "authorized"}
    shapes = {stage: re.sub(r'(color|class)="[^"]*"', "", shape) for stage, shape in marks.items()}
    assert shapes["trial_allowed"] != shapes["authorized"]
    assert "trial allowed: no approval to market:" in words(page)


def test_the_page_can_be_read_again_without_being_sent_again_on_the_same_day(client):
    some_rows()
    first = client.get("/pathways/")
    assert client.get("/pathways/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_fields_that_a_form_sends_empty_are_left_out_of_the_address(client):
    answer = client.get("/pathways/?jurisdiction=&outcome=approved")
    assert (answer.status_code, answer["Location"]) == (302, "/pathways/?outcome=approved")


def test_a_day_later_it_is_read_anew_since_what_has_expired_depends_on_the_day(client, monkeypatch):
    make_milestone(product=make_product(slug="sold"), authority=authority("fda", "US"), **FDA)
    first = client.get("/api/v1/pathways/")
    monkeypatch.setattr("records.etags.localdate", lambda: "2999-01-01")
    later = client.get("/api/v1/pathways/", headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_the_rows_of_one_company_come_from_its_profile_without_a_query(client, django_assert_num_queries):
    some_rows()
    (companies,) = [each for each in RECORD_TYPES if each.name == "companies"]
    profile = present(companies.profile, ask(client, "/api/v1/companies/maker/"))
    with django_assert_num_queries(0):
        rows = {row.record["slug"]: row for row in rows_of(profile)}
        words = {slug: {key: cell.in_words for key, cell in row.cells.items()} for slug, row in rows.items()}
    assert words == {
        row["record"]["slug"]: {cell["column"]: cell["short"] for cell in row["cells"]}
        for row in matrix(client, company="maker")["results"]
    }


def test_the_first_rows_are_those_with_steps(client):
    some_rows()
    rows, count = first_rows(1)
    assert ([row.record["slug"] for row in rows], count) == (["stent"], 2)
