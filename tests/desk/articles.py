"""Invented articles with their texts attached, and what a browser would send from the desk."""

from django.test import Client
from django.urls import reverse

from sources.models import SourceText
from tests.builders import make_source

ENGLISH = """Heartland's valve reaches Europe

Heartland Medical was founded in Suzhou in 2014 by Dr. Li Wen. It makes the TideClip valve repair system.
In March 2021 the company completed a Series B round of tens of millions of dollars, led by Blue Harbour Ventures.
The NMPA approved TideClip in June 2023, the company said. “It took nine years,” Li Wen said.
In a multicentre trial at 12 hospitals the success rate was 96.4% and the rate of strokes was 1.2%.
The weather at the congress was fine. Heartland Medical lent every guest an umbrella.
Heartland Medical exports to Spain. In Spain the valve is sold by a partner.
"""
CHINESE = """心田医疗完成新一轮融资

心田医疗是一家位于苏州的医疗器械公司。2021年3月，公司完成数千万元B轮融资，由蓝港资本领投。
2023年6月，产品“潮汐夹”获得国家药监局批准。“我们用了九年。”创始人李文说。
"""


def make_article(text=ENGLISH, slug="article", **values):
    """A source with this text attached."""
    number = len([line for line in text.splitlines() if line.strip()])
    source = make_source(slug, paragraphs=number, **{"title": text.splitlines()[0]} | values)
    SourceText.objects.create(source=source, text=text)
    return source


def at(source, page="desk"):
    """The address of a source's desk, or of what its buttons send to."""
    return reverse(f"desk:{page}", args=[source.pk])


def end(client: Client, source, paragraph, ending, **values):
    """Press one of the buttons that end a paragraph."""
    return client.post(at(source, "ending"), {"paragraph": paragraph, "ending": ending} | values, follow=True)


def close_all(client, source):
    for number in range(1, source.paragraphs + 1):
        end(client, source, number, "nothing")
