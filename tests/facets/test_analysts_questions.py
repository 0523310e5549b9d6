"""The analyst's questions as addresses of the page and of the API, with the answer that the five articles support.

docs/questions.md lists the same addresses.
"""

import re

import pytest

from environment import BASE
from tests.api.api_client import ask

QUESTIONS = [
    ("products/?milestone=ce_mdr:certified&milestone=fda_ide:trial_allowed", ["padn"]),
    ("companies/?milestone=ce_mdr:certified&milestone=fda_ide:trial_allowed", ["pamu-medical"]),
    ("rounds/?amount_possibly_min=50000000&currency=USD&when_certainly=2022/..",
     ["pamu-medical-additional-financing-2025", "pamu-medical-series-c-2025", "pamu-medical-series-b-2022"]),
    ("rounds/?amount_certainly_min=50000000&currency=USD&when_certainly=2022/..", ["pamu-medical-series-c-2025"]),
    ("companies/?partner_city=Shanghai&partner_kind=hospital", ["droidsurg"]),
    ("companies/?partner_city=Shanghai", ["droidsurg"]),
    ("milestones/?when_certainly=2025", ["padn-ce-mdr-certificate-2025"]),
    ("milestones/?contested=true", ["padn-ce-mdr-certificate-2025"]),
    ("figures/?contested=true", ["china-ai-class-iii-certificates-2020"]),
    ("rounds/?source=pamu-padn-2025",
     ["pamu-medical-additional-financing-2025", "pamu-medical-series-c-2025", "pamu-medical-series-b-2022",
      "pamu-medical-series-a-2021"]),
    ("milestones/?when_certainly=../2020-09-28&jurisdiction=CN&outcome=registered",
     ["airdoc-nmpa-class-iii", "keya-medical-nmpa-class-iii", "silicon-intelligence-nmpa-class-iii"]),
    ("partners/?country=CN",
     ["naval-medical-university-first-affiliated-hospital", "peking-union-medical-college-hospital",
      "shanghai-sixth-peoples-hospital", "zhongshan-hospital"]),
    ("milestones/?authority=fda&pathway=drug_approval", ["semaglutide-injection-approval-us"]),
]  # fmt: skip
COUNTS = [
    ("companies/?coverage=mentioned", 21),
    ("companies/?country=CN", 23),
    ("citations/?source=pamu-padn-2025", None),
    ("citations/?stance=contradicts", 5),
]


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("address", "expected"), QUESTIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_page_and_api_give_the_answer_that_the_articles_support(client, address, expected):
    slugs = [row["slug"] for row in ask(client, f"/api/v1/{address}")["results"]]
    assert sorted(slugs) == sorted(expected)
    page = client.get(f"/{address}")
    assert [row.doc["slug"] for row in page.context["rows"]] == slugs


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("address", "expected"), COUNTS)
def test_page_and_api_count_the_same(client, address, expected):
    body = ask(client, f"/api/v1/{address}")
    assert body["count"] == client.get(f"/{address}").context["page"].count
    assert body["count"] == expected or (expected is None and body["count"] > 500)


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
def test_what_is_taken_from_one_article_is_found_on_every_list(client):
    from catalogue.record_types import RECORD_TYPES

    counts = {
        record_type.name: ask(client, f"/api/v1/{record_type.name}/?source=pamu-padn-2025")["count"]
        for record_type in RECORD_TYPES
    }
    assert counts["rounds"] == 4
    assert sum(counts.values()) > 50


def test_every_question_is_in_the_documentation():
    page = (BASE / "docs" / "questions.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`/(?:api/v1/)?([^`]*)`", page))
    assert {address for address, _answer in [*QUESTIONS, *COUNTS]} <= documented
