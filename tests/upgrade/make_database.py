"""Fill a fresh database as its users would, through the pages of the admin; README.md beside this file says how.

It runs under version 0.1.0 and so imports none of the project's modules: only tables and addresses.
"""

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

PASSWORD = "made-up-for-the-test"
NAMES, CITATIONS = "entities-name-content_type-object_id", "sources-citation-content_type-object_id"
TEXT = (
    "Harbour Devices makes a valve.\n\nIt was founded in Qingdao.\nAnother report says Yantai.\n"
    "港湾器械 raised tens of millions of dollars, almost RMB 30 billion less than all.\n"
)


def model(name):
    return apps.get_model(name)


def key(name, slug):
    return str(model(name).objects.get(slug=slug).pk)


def filled(page):
    """All that the forms of an admin page hold, as a browser would send it back."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {bound.html_name: bound.value() for form in forms for bound in form}
    values = {name: value for name, value in values.items() if value is not None and value is not False}
    return {
        name: [str(one) for one in value] if isinstance(value, list | tuple) else str(value)
        for name, value in values.items()
    }


def rows(prefix, start, *all_values):
    """The inputs of some rows of a table of the form."""
    typed = {f"{prefix}-TOTAL_FORMS": str(start + len(all_values))}
    for number, values in enumerate(all_values, start):
        typed |= {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return typed


def cited(*places, start=0):
    """Rows of citations, like cited((1, "city", "Qingdao"))."""
    source = {"source": key("sources.Source", "harbour-report"), "stance": "supports"}
    names = ("paragraph", "field", "stated", "stance")
    return rows(CITATIONS, start, *(source | dict(zip(names, map(str, place), strict=False)) for place in places))


def submit(client, url, **typed):
    page = client.get(url)
    answer = client.post(url, filled(page) | typed)
    problems = answer.context and [str(error) for error in answer.context.get("errors", [])]
    assert answer.status_code == 302, (url, problems)


def enter(client, name, slug, **typed):
    called = {"title" if name == "sources.Source" else "name": slug.replace("-", " ").title()}
    submit(client, f"/admin/{name.lower().replace('.', '/')}/add/", slug=slug, **called | typed)


def change(client, name, slug, **typed):
    submit(client, f"/admin/{name.lower().replace('.', '/')}/{key(name, slug)}/change/", **typed)


def enter_everything(editor):
    text = SimpleUploadedFile("report.txt", TEXT.encode(), "text/plain")
    enter(editor, "sources.Source", "harbour-report", kind="article", text_file=text, is_published="on")
    enter(
        editor, "companies.Company", "harbour-devices", kind="device", city="Qingdao", coverage="profiled",
        is_published="on", not_stated=["website"],
        **rows(NAMES, 0, {"text": "港湾器械", "language": "zh-Hans", "kind": "legal"},
               {"text": "Harbor Devices", "language": "en", "kind": "variant", "when": "../2019"}),
        **cited((1, "", ""), (2, "city", "founded in Qingdao"), (3, "city", "Yantai", "contradicts"),
                (1, "kind", "makes a valve")),
    )  # fmt: skip
    enter(editor, "companies.Company", "harbour-medical", is_published="on", country="CN", **cited((1, "", "")))
    enter(editor, "companies.Company", "quay-robotics", city="Dalian", **cited((2, "", "Qingdao")))
    enter(editor, "companies.Company", "uncited-draft")
    company = key("companies.Company", "harbour-devices")
    enter(editor, "products.Product", "harbour-valve", kind="device", company=company, is_published="on",
          intended_use="To close a leak.", **cited((1, "company", "makes a valve")))  # fmt: skip
    enter(editor, "companies.Investor", "tidal-fund", kind="venture", is_published="on", **cited((4, "", "")))
    enter(
        editor, "companies.FundingRound", "harbour-round", company=company, amount_stated="tens of millions of dollars",
        when="2024-05", is_published="on", undisclosed=["summary"],
        **rows("investments", 0, {"investor": key("companies.Investor", "tidal-fund"), "role": "lead"}),
        **cited((4, "amount", "tens of millions of dollars")),
    )  # fmt: skip
    enter(editor, "companies.Person", "lin-hai", is_published="on", **cited((1, "", "")),
          **rows("positions", 0, {"title": "Founder", "company": company, "when": "2016/.."}))  # fmt: skip
    product = key("products.Product", "harbour-valve")
    enter(editor, "companies.Person", "draft-person", **cited((1, "", "")))
    enter(editor, "regulatory.Milestone", "harbour-valve-registered", company=company, product=product,
          authority=key("regulatory.Authority", "nmpa"), pathway="nmpa_registration", outcome="registered",
          device_class="cn_iii", when="2025-03~", scope="The valve.", is_published="on",
          **cited((1, "outcome", "a valve")))  # fmt: skip
    enter(editor, "products.Study", "draft-study", kind="clinical", product=product, when="2023",
          **rows("outcomes", 0, {"metric": "closure", "amount_stated": "91.1%", "unit": "%"}),
          **cited((1, "", "")))  # fmt: skip
    enter(editor, "market.Insight", "harbour-insight", kind="trend", statement="Valves become smaller.",
          company=company, is_published="on", **cited((1, "statement", "a valve")))  # fmt: skip
    enter(editor, "market.MarketFigure", "harbour-figure", amount_stated="almost RMB 30 billion", when="2025",
          is_published="on", **cited((4, "amount", "almost RMB 30 billion")))  # fmt: skip

    enter(editor, "market.Event", "harbour-forum", kind="forum", company=company, when="2023", is_published="on",
          **rows("participations", 0, {"person": key("companies.Person", "lin-hai"), "company": company}),
          **cited((1, "", "")))  # fmt: skip


def change_records(editor):
    stays, goes = key("companies.Company", "harbour-devices"), key("companies.Company", "harbour-medical")
    answer = editor.post(f"/admin/companies/company/merge/{stays}/{goes}/", {"stays": stays})
    assert answer.status_code == 302
    change(editor, "products.Product", "harbour-valve", intended_use="To close two leaks.")
    change(editor, "products.Product", "harbour-valve", **cited((1, "intended_use", "a valve"), start=1))
    change(
        editor, "products.Product", "harbour-valve", intended_use="To close any leak."
    )  # its citation needs a re-check
    enter(editor, "companies.Investor", "entered-by-mistake", kind="venture")
    investor = key("companies.Investor", "entered-by-mistake")
    editor.post(f"/admin/companies/investor/{investor}/delete/", {"post": "yes"})


def make():
    setup_test_environment()
    User.objects.create_superuser("chief", "", PASSWORD)
    for name in ("editor", "visitor"):
        User.objects.create_user(name, "", PASSWORD)
    call_command("make_editors", "editor")
    editor = Client()
    assert editor.login(username="editor", password=PASSWORD)
    enter_everything(editor)
    change_records(editor)
    chief = Client()
    assert chief.login(username="chief", password=PASSWORD)
    change(chief, "companies.Company", "quay-robotics", city="Dandong")
    Session.objects.update(expire_date="2099-12-31T00:00:00Z")
    print("ETag:", Client().get("/api/v1/companies/harbour-devices/")["ETag"])


make()
