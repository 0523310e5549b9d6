"""A small matrix, and what a script reads of it."""

from tests.api.api_client import ask
from tests.builders import cite, make_authority, make_company, make_milestone, make_product

FDA = {"pathway": "fda_pma", "outcome": "approved"}


def authority(slug, jurisdiction, **values):
    return make_authority(slug=slug, jurisdiction=jurisdiction, **values)


def matrix(client, **parameters):
    return ask(client, "/api/v1/pathways/", **parameters)


def cells(row):
    return {cell["column"]: cell for cell in row["cells"]}


def rows(client, **parameters):
    """{slug: {column: stage}} of the matrix."""
    return {
        row["record"]["slug"]: {cell["column"]: cell["stage"] for cell in row["cells"]}
        for row in matrix(client, **parameters)["results"]
    }


def some_rows():
    """Two products of one maker, one with steps in three columns; a company whose step names no product."""
    maker = make_company(slug="maker", name="Maker", country="CN")
    fda, body = authority("fda", "US"), authority("some-body", "EU", kind="notified_body")
    stent = make_product(slug="stent", company=maker)
    make_product(slug="robot", company=maker)
    of_stent = {"product": stent, "company": maker}
    make_milestone(slug="trial", **of_stent, authority=fda, pathway="fda_ide", outcome="trial_allowed", when="2019")
    approved = make_milestone(slug="pma", **of_stent, authority=fda, when="2021", condition="for adults", **FDA)
    cite(approved, "src#3", stance="contradicts")
    make_milestone(**of_stent, authority=body, pathway="ce_mdr", outcome="certified", when="2020-05")
    make_milestone(company=maker, authority=authority("nmpa", "CN"), outcome="registered", when="[..2020]")
    return stent
