"""fields= and omit=: exactly the keys asked for, in lists and in details."""

import pytest

from tests.api.api_client import ENDPOINTS, address, ask, make, problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_gives_only_the_fields_asked_for(client, endpoint):
    make(endpoint)
    assert all(list(row) == ["id"] for row in ask(client, endpoint, fields="id")["results"])


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_list_leaves_out_the_fields_omitted(client, endpoint):
    make(endpoint)
    every = set(ask(client, endpoint)["results"][0])
    omitted = {"id", "source" if endpoint == "citations" else "citations"}
    assert set(ask(client, endpoint, omit=",".join(omitted))["results"][0]) == every - omitted


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_detail_gives_only_the_fields_asked_for(client, endpoint):
    path = address(endpoint, make(endpoint))
    assert list(ask(client, path, fields="id")) == ["id"]
    assert "id" not in ask(client, path, omit="id")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_key_can_be_asked_for_by_itself(client, endpoint):
    path = address(endpoint, make(endpoint))
    document = ask(client, path)
    assert {key: ask(client, path, fields=key) for key in document} == {
        key: {key: value} for key, value in document.items()
    }


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_row_of_a_list_says_what_the_detail_says(client, endpoint):
    path = address(endpoint, make(endpoint))
    row, document = ask(client, endpoint)["results"][0], ask(client, path)
    if row["id"] == document["id"]:
        assert {key: document[key] for key in row} == row


@pytest.mark.parametrize("parameter", ["fields", "omit"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_unknown_field_is_refused_with_all_that_there_are(client, endpoint, parameter):
    path = address(endpoint, make(endpoint))
    for where in (endpoint, path):
        error = problem(client, where, **{parameter: "id,shoe_size"})["errors"][0]
        assert error["parameter"] == parameter
        assert "shoe_size" in error["message"]
        assert error["allowed"] == list(ask(client, where)["results"][0] if where == endpoint else ask(client, where))


@pytest.mark.parametrize("parameter", ["fields", "omit"])
@pytest.mark.parametrize("value", ["", ",", " , "])
def test_naming_no_field_is_refused(client, parameter, value):
    assert problem(client, "companies", **{parameter: value})["errors"][0]["parameter"] == parameter


def test_spaces_around_a_field_do_not_matter(client):
    make("companies")
    assert list(ask(client, "companies", fields=" slug , name ")["results"][0]) == ["slug", "name"]
