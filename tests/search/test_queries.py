"""What an analyst types, and what must come first: in both scripts, misspelled, by pinyin, by former names, by phrase.

Each line: the query, the first hit or the record that must be there, the rank it may have at most, how it was found
(match and kind), and what is highlighted.
"""

import pytest

from search.explanations import explain
from search.query import read
from search.ranking import find

pytestmark = pytest.mark.django_db
QUERIES = [
    # names as they are, however they are written
    ("Pamu Medical", "companies/pamu-medical", 1, "exact name", "Pamu Medical"),
    ("pamu MEDICAL", "companies/pamu-medical", 1, "exact name", "Pamu Medical"),
    ("InferVision", "companies/infervision", 1, "exact name", "InferVision"),
    ("infer vision", "companies/infervision", 1, "exact name", "InferVision"),
    ("PADN", "products/padn", 1, "exact name", "PADN"),
    ("PADN-1", "studies/padn-1-study", 1, "exact name", "PADN-1"),
    ("padn 1", "studies/padn-1-study", 1, "exact name", "PADN-1"),
    ("Qiming Venture Partners", "investors/qiming-venture-partners", 1, "exact name", "Qiming Venture Partners"),
    # beginnings of names
    ("Pamu", "companies/pamu-medical", 1, "prefix name", "Pamu"),
    ("Hyb", "companies/hybio-pharma", 1, "prefix name", "Hybio"),
    ("liraglutide", "products/hybio-liraglutide-injection", 1, "prefix name", "liraglutide"),
    ("Shanghai Sixth", "partners/shanghai-sixth-peoples-hospital", 1, "prefix name", "Shanghai Sixth"),
    # words within names
    ("sixth people's hospital", "partners/shanghai-sixth-peoples-hospital", 1, "words name", "Sixth People’s Hospital"),
    ("mitral clip", "products/valveclamp", 1, "words name", "Mitral Clip"),
    # a whole word before a prefix, like “identification”
    ("IDE", "milestones/padn-fda-ide-type-i-pah", 5, "words name", "IDE"),
    ("venture qiming", "investors/qiming-venture-partners", 1, "words name", "Qiming Venture"),
    # further names: brand, short, full, former, variant
    ("ValveClamp", "products/valveclamp", 1, "exact brand", "ValveClamp"),
    ("MissilEX", "products/missilex", 1, "exact brand", "MissilEX"),
    ("CMDE", "authorities/cmde", 1, "exact short", "CMDE"),
    ("pulmonary artery denervation", "products/padn", 1, "exact full", "pulmonary artery denervation"),
    ("NHFPC", "authorities/nhc", 1, "exact former", "NHFPC"),
    ("National Health and Family Planning Commission", "authorities/nhc", 1, "exact former",
     "National Health and Family Planning Commission"),
    ("CE-MDR", "authorities/ce-mdr", 1, "exact variant", "CE - MDR"),
    ("Gaorong Capital", "investors/gaorong-capital", 1, "exact", "Gaorong"),
    ("Dan Yuge", "people/shan-yuge", 1, "exact variant", "Dan Yuge"),
    ("Tong Wang", "people/wang-tong", 1, "exact variant", "Tong Wang"),
    # Chinese: whole, one, two and three characters, simplified and traditional
    ("推想医疗", "companies/infervision", 1, "exact primary", "推想医疗"),
    ("推想醫療", "companies/infervision", 1, "exact primary", "推想医疗"),
    ("推想", "companies/infervision", 1, "prefix primary", "推想"),
    ("想医", "companies/infervision", 1, "words primary", "想医"),
    ("想醫療", "companies/infervision", 1, "words primary", "想医疗"),
    ("疗", "companies/infervision", 1, "words primary", "疗"),
    ("翰", "companies/hybio-pharma", 1, "prefix primary", "翰"),
    ("藥物", "companies/hybio-pharma", 1, "words primary", "药物"),
    ("輕鬆集團", "companies/qingsong-health", 1, "exact primary", "轻松集团"),
    ("王桐", "people/wang-tong", 1, "exact primary", "王桐"),
    # pinyin with and without spaces; a surname that is read in its own way
    ("tui xiang yi liao", "companies/infervision", 1, "exact pinyin", "推想医疗"),
    ("tuixiangyiliao", "companies/infervision", 1, "exact pinyin", "推想医疗"),
    ("tuixiang", "companies/infervision", 1, "prefix pinyin", "推想医疗"),
    ("hanyu yaowu", "companies/hybio-pharma", 1, "exact pinyin", "翰宇药物"),
    ("ma xiao wu", "people/ma-xiaowu", 1, "exact", "Ma Xiaowu"),
    ("danyuge", "people/shan-yuge", 1, "exact variant", "Dan Yuge"),
    # small slips
    ("Pammu", "companies/pamu-medical", 1, "similar name", "Pamu"),
    ("ValvClamp", "products/valveclamp", 1, "similar name", "ValveClamp"),
    ("InferVison", "companies/infervision", 1, "similar name", "InferVision"),
    ("Infervsion", "companies/infervision", 1, "similar name", "InferVision"),
    ("Hybo", "companies/hybio-pharma", 1, "similar name", "Hybio"),
    ("Shukun Tecnology", "companies/shukun-technology", 1, "similar name", "Shukun Technology"),
    # texts: stems, accents, phrases, what must not be there
    ("certifying body", "milestones/infervision-ce-certification", 3, "text", "certifying"),
    ("thrombectomy stents", "products/missilex", 2, "text", "thrombectomy"),
    ('"left-heart disease"', "segments/pulmonary-hypertension-type-ii", 5, "", "left-heart disease"),
    ('"artery denervation"', "products/padn", 1, "words full", "artery denervation"),
    ("pulmonary hypertension -arterial", "segments/pulmonary-hypertension-type-ii", 1, "", "pulmonary hypertension"),
    ("hypertension of the heart", "segments/pulmonary-hypertension-type-ii", 5, "", "hypertension"),
    ("Púlmonary hypertensión", "segments/pulmonary-hypertension-treatment", 1, "", "pulmonary hypertension"),
]  # fmt: skip


def search(text, **more):
    query = read(text)
    return explain(query, find(query, **more).hits[:20])


def highlighted(document):
    hit = "".join(piece["text"] for piece in document["why"]["segments"] if piece["hit"])
    return hit.replace(" ", "").casefold()


@pytest.mark.parametrize(("text", "record", "rank", "how", "hit"), QUERIES, ids=[line[0] for line in QUERIES])
def test_a_query_finds_its_record_and_says_why(shipped, text, record, rank, how, hit):
    hits = search(text)
    addresses = [f"{document['type']}/{document['slug']}" for document in hits]
    assert record in addresses[:rank], addresses[:5]
    why = hits[addresses.index(record)]["why"]
    assert f"{why['match']} {why['kind']}".startswith(how) or (how == "text" and why["match"] == "text"), why
    assert hit.replace(" ", "").casefold() in highlighted(hits[addresses.index(record)]), why


def test_the_table_has_queries_of_every_sort():
    assert len(QUERIES) >= 40
    assert len({line[0] for line in QUERIES}) == len(QUERIES)


def test_what_is_left_out_is_in_no_hit(shipped):
    with_it, without = search("hypertension"), search("hypertension -pulmonary")
    assert len(without) < len(with_it)
    assert [hit["slug"] for hit in without if "pulmonary" in hit["name"].casefold()] == []


def test_a_phrase_finds_less_than_its_words(shipped):
    words, phrase = read("artery disease"), read('"artery disease"')
    assert len(find(phrase).hits) <= len(find(words).hits)


@pytest.mark.parametrize("text", ["Sequoia Capital", "Zhejiang Dahua", "xyzzy", "華為", "Kangji Medical Holdings"])
def test_what_is_not_there_is_not_found_by_a_name_like_it(shipped, text):
    assert [hit for hit in find(read(text)).hits if hit.tier != 5] == []
