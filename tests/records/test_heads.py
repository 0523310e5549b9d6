"""The head of a profile: the name in both scripts, and further names once."""

import re

import pytest

from tests.builders import make_company, make_name

pytestmark = pytest.mark.django_db


def head(client, company):
    page = client.get(f"/companies/{company.slug}/").content.decode()
    html = page[page.index("<h1>") : page.index("</header>", page.index("<h1>"))]
    html = re.sub(r'<span class="cites">.*?</span>', "", html)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", part)).strip() for part in html.split("</h1>")]


def test_a_chinese_name_stands_beside_the_name_and_is_not_repeated_below(client):
    company = make_company(name="InferVision")
    make_name(company, "推想", language="zh-Hans", kind="short")
    make_name(company, "推想医疗", language="zh-Hans", kind="primary")
    name, below = head(client, company)
    assert name == "InferVision 推想医疗"
    assert "推想 short" in below
    assert "推想医疗" not in below


def test_where_the_name_is_chinese_none_stands_beside_it(client):
    company = make_company(slug="tuixiang", name="推想医疗")
    make_name(company, "推想", language="zh-Hans", kind="short")
    assert head(client, company)[0] == "推想医疗"


def test_a_former_name_is_no_name_of_today(client):
    company = make_company(name="InferVision")
    make_name(company, "推想科技", language="zh-Hans", kind="former")
    assert head(client, company)[0] == "InferVision"
