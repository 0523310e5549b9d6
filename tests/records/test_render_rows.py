"""Facts and rows that are rendered in Python escape what a template would escape."""

import pytest

from records.place_marks import page_places
from records.render_facts import also, facts, flags, flow
from records.render_rows import cards, insights, table, timeline
from records.section import Section
from records.view_models import CitedPlace, Fact, RecordView, Value

EVIL = "\"><script>alert('1')</script>&"


def evil_record(**more):
    places = [CitedPlace("s", 3, EVIL, "contradicts", note=EVIL, record=EVIL, label=EVIL)]
    shown = {
        "kind": Fact(
            "kind", EVIL, EVIL, Value("choice", EVIL, EVIL, EVIL), places=places, origin="inferred", reason=EVIL
        ),
        "statement": Fact("statement", EVIL, EVIL, Value("text", EVIL), places=places),
        "city": Fact("city", EVIL, EVIL, None, gap=EVIL, places=places),
    }
    names = [{"text": EVIL, "language": EVIL, "kind": EVIL, "places": places}]
    return RecordView(
        doc={"gaps": {}, "contested": True}, type="companies", name=EVIL, url=f"/{EVIL}/", fact=shown, section={},
        names=names, places=places, anchor=EVIL, **more,
    )  # fmt: skip


def section(key="people"):
    row = evil_record()
    row.section = {"investments": Section("investments", EVIL, [evil_record()], [("kind", EVIL)], "/x/")}
    return Section(key, EVIL, [row], [("kind", EVIL), ("city", EVIL)], "/x/")


@pytest.mark.parametrize(
    "render",
    [
        lambda: flags(evil_record()),
        lambda: also(evil_record()),
        lambda: facts(evil_record()),
        lambda: flow(evil_record(), evil_record().stated, with_missing=True),
        lambda: table(section(), of=EVIL),
        lambda: cards(section("rounds")),
        lambda: insights(section("insights")),
        lambda: timeline({"dated": [], "undated": [type("Entry", (), {"kind": EVIL})]}),
    ],
    ids=["flags", "names", "facts", "flow", "table", "cards", "insights", "timeline"],
)
def test_no_record_can_bring_a_tag_or_leave_an_attribute(render):
    with page_places():
        html = render()
    assert html
    assert "<script" not in html
    assert '">' not in html.replace('">', "", html.count("<"))
