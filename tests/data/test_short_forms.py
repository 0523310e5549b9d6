"""Wherever a shipped record is told in one line, every qualifier that it has is told along.

What must stand there is worked out here from the fields of the record; what does stand there is read off the pages,
the comparison, the search and the files.
"""

import re
from html import unescape

import pytest

from companies.models import FundingRound
from market.models import MarketFigure
from products.models import Outcome, Study
from regulatory.models import Milestone
from regulatory.vocabulary import MilestoneOutcome
from tests.api.api_client import ask
from tests.api.export_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
MODELS = [Milestone, MarketFigure, FundingRound, Study]


def date_of(record):
    return [record.when.in_words if record.when else "date not stated"]


def contested(record):
    return ["contested"] if record.citations.filter(stance="contradicts").exists() else []


def of_milestone(record):
    spared = record.outcome == MilestoneOutcome.EXEMPTED and record.condition
    result = ["exempted from"] if spared else [record.get_outcome_display()]
    strength = [] if record.strength == "reported" else [record.get_strength_display()]
    condition = [record.condition] if record.condition else []
    return [*result, *condition, record.get_pathway_display(), *date_of(record), *strength, *contested(record)]


def of_figure(record):
    basis = [] if record.basis == "stated" else [record.get_basis_display()]
    unit = record.unit.removeprefix("%").removeprefix("-").strip()
    return [unit, record.by_whom, *basis, *date_of(record), *contested(record)]


def of_round(record):
    incomplete = ["list of investors incomplete"] if record.investor_list == "incomplete" else []
    inferred = ["currency inferred"] if record.amount_currency_is_inferred else []
    return [
        record.amount_stated,
        record.get_series_display(),
        *date_of(record),
        *incomplete,
        *inferred,
        *contested(record),
    ]


def of_study(record):
    outcomes = [word for outcome in record.outcomes.all() for word in of_outcome(outcome)]
    return [record.get_status_display(), *date_of(record), *outcomes, *contested(record)]


def of_outcome(record):
    ways = {"higher": "higher than", "lower": "shorter than", "level": "compared with"}
    comparator = [f"{ways[record.direction]} {record.comparator}"] if record.comparator else []
    return [record.metric, *comparator, *contested(record)]


QUALIFIERS = {Milestone: of_milestone, MarketFigure: of_figure, FundingRound: of_round, Study: of_study}


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def missing(records, told):
    """[(record, qualifier)] that the text `told(record)` lacks."""
    lacking = []
    for record in records:
        text = " ".join(told(record).split())
        lacking += [
            (record.slug, word) for word in QUALIFIERS[type(record)](record) if " ".join(word.split()) not in text
        ]
    return lacking


def rows_of(html):
    """{slug: text} of the rows of tables by the links in them, each with the heading of its group."""
    rows, heading, last = {}, "", ""
    for part in re.findall(r"<tbody>|<tr[^>]*>(?:(?!</tr>).)*</tr>", html, re.DOTALL):
        if part == "<tbody>" or 'class="undated"' in part:
            heading = text_of(part).lower()
        elif 'class="further"' in part:
            rows[last] += f" {text_of(part)}"
        elif match := re.search(r'<th scope="row">(?:<span[^>]*>)?<a href="/\w+/([\w-]+)/', part):
            last = match[1]
            rows[last] = f"{heading} {text_of(part)}"
    return rows


@pytest.mark.parametrize("model", MODELS)
def test_in_its_row_of_the_list(client, model):
    rows = rows_of(page(client, f"/{model.record_type}/?page_size=200"))
    records = model.objects.published()
    assert len(records) == len(rows)
    assert missing(records, lambda record: rows[record.slug]) == []


@pytest.mark.parametrize("model", MODELS)
def test_in_a_search_hit(client, model):
    def told(record):
        body = ask(client, "/api/v1/search/", q=f'"{record.name}"', type=model.record_type)
        return next(hit["short"] for hit in body["results"] if hit["slug"] == record.slug)

    assert missing(model.objects.published(), told) == []


def test_a_search_hit_on_the_page_says_what_the_api_says(client):
    (short,) = {
        hit["short"] for hit in ask(client, "/api/v1/search/", q='"MissilEX" trials', type="studies")["results"]
    }
    assert "10% higher than control products" in short
    assert short in unescape(page(client, "/search/?q=%22MissilEX%22+trials"))


@pytest.mark.parametrize("model", [Milestone, FundingRound])
def test_in_the_comparison_of_companies_and_of_products(client, model):
    def told(record):
        key = "company" if record.company else "product"
        body = ask(client, "/api/v1/compare/", **{key: getattr(record, key).slug})
        items = [item for aspect in body["aspects"] for item in aspect["of"][0]["items"]]
        of_record = [item for item in items if (item["record"] or {}).get("slug") == record.slug]
        return " ".join(f"{item['name']} {item['short']} {item['note']}" for item in of_record)

    lacking = missing(model.objects.published(), told)
    assert lacking == []


def test_outcomes_in_the_comparison_and_its_file(client):
    for outcome in Outcome.objects.select_related("study__product"):
        address = f"/compare/?product={outcome.study.product.slug}"
        for text in (text_of(page(client, address)), page(client, f"{address}&format=csv")):
            assert [word for word in of_outcome(outcome) if word not in text] == []


def test_where_a_company_stands_and_in_its_table(client):
    for slug in sorted(set(Milestone.objects.exclude(company=None).values_list("company__slug", flat=True))):
        html = page(client, f"/companies/{slug}/")
        milestones = Milestone.objects.filter(company__slug=slug)
        standing = html.partition('id="g-status"')[2].partition("</section>")[0]
        told = dict(re.findall(r'<a href="/milestones/([\w-]+)/">(.*?)</td>', standing, re.DOTALL))
        furthest = milestones.filter(slug__in=told)
        assert furthest
        assert missing(furthest, lambda record, told=told: text_of(told[record.slug])) == []
        rows = rows_of(html)
        assert missing(milestones, lambda record, rows=rows: rows[record.slug]) == []


def test_figures_and_rounds_on_the_page_of_their_company(client):
    for slug in ("pamu-medical", "infervision", "hybio-pharma", "casg"):
        html = page(client, f"/companies/{slug}/")
        rows = rows_of(html)
        cards = re.findall(r'id="rounds-([\w-]+)">(.*?)</section>', html, re.DOTALL)
        told = rows | {card: text_of(markup) for card, markup in cards}
        for model in (MarketFigure, FundingRound):
            assert missing(model.objects.filter(company__slug=slug), lambda record, told=told: told[record.slug]) == []


def test_on_the_home_page(client):
    newest = page(client, "/").partition('id="h-milestones"')[2].partition("</section>")[0]
    lines = {re.search(r'href="/milestones/([\w-]+)/', line)[1]: text_of(line) for line in newest.split("<li>")[1:]}
    dated = Milestone.objects.filter(when__isnull=False).exclude(when__startswith="[..").exclude(when__startswith="../")
    assert len(lines) == min(5, dated.count())
    assert missing(Milestone.objects.filter(slug__in=lines), lambda record: lines[record.slug]) == []


def test_in_the_rows_of_files(client):
    for row in csv_rows(client, "milestones"):
        record = Milestone.objects.get(slug=row["slug"])
        expected = (record.outcome, record.condition, record.strength, "true" if contested(record) else "false")
        assert (row["outcome"], row["condition"], row["strength"], row["contested"]) == expected
        assert row["when"] == (record.when.edtf if record.when else "[not stated]")
    for row in csv_rows(client, "studies"):
        outcomes = Study.objects.get(slug=row["slug"]).outcomes.all()
        assert [word for outcome in outcomes for word in of_outcome(outcome) if word not in row["outcomes"]] == []


def test_a_unit_stands_once(client):
    addresses = ("/studies/", "/products/missilex/", "/figures/?page_size=200")
    texts = [" | ".join(rows_of(page(client, address)).values()) for address in addresses]
    texts += [row["outcomes"] for row in csv_rows(client, "studies")]
    for text in texts:
        assert not re.search(r"%\s*%|(\w+)-\1s?\b|minutes?\s+minutes?\b|-fold\s+-?fold|seconds\s+seconds", text)
    assert "10% higher than control products" in texts[0]
    assert "16 minutes shorter than control products" in texts[0]


def test_no_shipped_step_is_pending_where_nothing_is_filed():
    assert not Milestone.objects.filter(outcome="pending", strength="planned").exists()
    assert Milestone.objects.get(slug="padn-cms-coverage-after-approval").outcome == "conditional"


def test_steps_of_one_date_stand_as_the_source_tells_them(client):
    body = ask(client, "/api/v1/companies/infervision/")
    assert [row["slug"] for row in body["milestones"]] == ["infervision-fda-approval", "infervision-ce-certification"]
    html = page(client, "/companies/infervision/")
    for part in ('id="s-milestones"', 'id="s-timeline"'):
        section = html.partition(part)[2].partition("</details>")[0]
        assert section.index("infervision-fda-approval") < section.index("infervision-ce-certification")
