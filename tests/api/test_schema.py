"""The schema: valid, complete, and true."""

import json
from functools import cache
from io import StringIO

import pytest
from django.core.management import call_command

from catalogue.record_types import RECORD_TYPES
from sources.record_types import CITATIONS
from tests.api.api_client import ENDPOINTS, address, ask, make

pytestmark = pytest.mark.django_db


def made(**options):
    """The schema as the command makes it, which fails at a warning."""
    output = StringIO()
    call_command("spectacular", fail_on_warn=True, format="openapi-json", stdout=output, stderr=StringIO(), **options)
    return json.loads(output.getvalue())


@cache
def schema():
    """The schema for the tests that read it. To validate it takes eight seconds: one test does."""
    return made()


def resolved(part):
    """The part with its references followed."""
    while "$ref" in part:
        part = schema()["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    return part


def answer_of(path, method="get"):
    return resolved(schema()["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"])


def test_the_schema_is_valid_and_made_without_a_warning():
    assert made(validate=True)["openapi"].startswith("3.1")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_address_is_described_for_reading_and_nothing_else(endpoint):
    key = "id" if endpoint == "citations" else "slug"
    for path in (f"/api/v1/{endpoint}/", f"/api/v1/{endpoint}/{{{key}}}/"):
        described = schema()["paths"].get(path) or schema()["paths"][path.replace("{id}", "{slug}")]
        assert [name for name in described if name in ("get", "post", "put", "patch", "delete")] == ["get"]


@pytest.mark.parametrize("record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name)
def test_every_parameter_that_is_taken_is_described(client, record_type):
    described = {each["name"]: each for each in schema()["paths"][f"/api/v1/{record_type.name}/"]["get"]["parameters"]}
    controls = {"page_size", "cursor", "ordering", "fields", "omit", "facets", "as_of"}
    accepted = {*record_type.filters.base_filters, *controls}
    assert accepted <= set(described) <= accepted | {"format"}
    assert all(each["description"].strip() for each in described.values())


@pytest.mark.parametrize("record_type", [*RECORD_TYPES, CITATIONS], ids=lambda record_type: record_type.name)
def test_what_a_list_takes_by_post_is_described_as_the_properties_of_a_body(record_type):
    described = schema()["paths"][f"/api/v1/{record_type.name}/query/"]
    assert list(described) == ["post"]
    content = described["post"]["requestBody"]["content"]
    assert list(content) == ["application/json"]
    taken = content["application/json"]["schema"]
    by_address = schema()["paths"][f"/api/v1/{record_type.name}/"]["get"]["parameters"]
    assert set(taken["properties"]) == {each["name"] for each in by_address}
    assert not taken["additionalProperties"]
    assert "parameters" not in described["post"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_answer_to_a_post_holds_the_keys_that_the_schema_says(client, endpoint):
    for _number in range(2):
        make(endpoint)
    body = client.post(f"/api/v1/{endpoint}/query/", {"page_size": 1}, content_type="application/json").json()
    envelope = answer_of(f"/api/v1/{endpoint}/query/", "post")
    assert set(body) == set(envelope["required"])
    assert set(body["next"]) <= set(envelope["properties"]["next"]["properties"])
    assert list(body["results"][0]) == list(resolved(envelope["properties"]["results"]["items"])["properties"])


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_holds_the_keys_that_the_schema_says(client, endpoint):
    make(endpoint)
    envelope = answer_of(f"/api/v1/{endpoint}/")
    body = ask(client, endpoint)
    assert set(body) == set(envelope["required"])
    described = resolved(envelope["properties"]["results"]["items"])["properties"]
    assert list(body["results"][0]) == list(described)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_detail_holds_the_keys_that_the_schema_says(client, endpoint):
    body = ask(client, address(endpoint, make(endpoint)))
    assert list(body) == list(answer_of(f"/api/v1/{endpoint}/{{slug}}/")["properties"])


def test_every_key_of_the_schema_is_explained_or_is_a_reference():
    bare = [
        f"{name}.{key}"
        for name, part in schema()["components"]["schemas"].items()
        for key, value in part.get("properties", {}).items()
        if not (
            value.get("description")
            or value.get("$ref")
            or value.get("items", {}).get("$ref")
            or key in ("id", "next", "previous")
        )
    ]
    assert bare == []


def test_the_schema_is_served_and_has_a_browsable_form(client):
    assert client.get("/api/v1/schema/").status_code == 200
    answer = client.get("/api/v1/docs/")
    assert answer.status_code == 200
    assert b"//cdn" not in answer.content
