"""The items of one record by aspect, read from its profile."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.timeline import totals
from records.view_models import RecordView, Value

from .comparison import Item, cited


def value(key):
    """One item with a value of the record, or with the reason why it is missing."""

    def items(record: RecordView):
        fact = record.fact.get(key)
        if not fact or not (fact.value or fact.gap):
            return []
        return [Item(facts=[fact], values={key: record.doc[key]}, citations=cited(record, key) if fact.value else [])]

    return items


def rows(section, *keys):
    """The records of a section by name, with the values `keys` of each."""

    def items(record: RecordView):
        return [_row_item(row, keys) for row in rows_of(record, section)]

    return items


def rows_of(record, section):
    return record.section[section].rows if section in record.section else []


def _row_item(row, keys, **options):
    short = _date_and_doubt(row) if "when" in keys and row.short else None
    shown = [key for key in keys if not (short and key == "when")]
    facts = [row.fact[key] for key in shown if row.fact.get(key) and row.fact[key].value]
    ref = {"type": row.type, "slug": row.doc["slug"], "name": row.name} if row.url else None
    options = {"name": row.name, "url": row.url, "ref": ref, "short": short} | options
    return Item(facts=facts, values={key: row.doc[key] for key in keys}, citations=row.doc["citations"], **options)


def _date_and_doubt(row):
    """Of a record's short form its date, or that none is stated, and whether it is contested."""
    return replace(row.short, subject=NOTHING, result=NOTHING, notes=())


def _result(row):
    """Of a record's short form all but its subject, which is the name of the item."""
    return replace(row.short, subject=NOTHING)


NOTHING = Value("text")


def founded(record):
    """The date of the founding, with the citations of the event."""
    events = [row for row in rows_of(record, "events") if row.doc["kind"] == "founded"]
    return [_row_item(row, ("when",), name="", url="", ref=None) for row in events if row.doc["when"]]


def milestones_with(authority):
    """The milestones of a record with one authority: product and pathway, and their short form."""

    def items(record):
        results = []
        for row in rows_of(record, "milestones"):
            if (row.doc["authority"] or {}).get("slug") == authority:
                product = row.doc["product"] if record.type != "products" else None
                name = ", ".join(filter(None, ((product or {}).get("name"), row.fact["pathway"].value.text)))
                results.append(_row_item(row, (), name=name, short=_result(row)))
                results[-1].values = {key: row.doc[key] for key in MILESTONE_VALUES}
        return results

    return items


MILESTONE_VALUES = ("pathway", "outcome", "condition", "strength", "is_marketing_authorization", "device_class", "when")


def authorities(record):
    """The authorities of the record's milestones, planned ones included: a contested outcome contests none."""
    return by_record((row.doc["authority"], _of_authority(row)) for row in rows_of(record, "milestones"))


def _of_authority(row):
    """The citations of a milestone's authority; if there are none, those that support the milestone."""
    supporting = [citation for citation in row.doc["citations"] if citation["stance"] == "supports"]
    return cited(row, "authority") or supporting


def outcomes(record):
    """The measured outcomes, with the study as a note."""
    results = []
    for study in rows_of(record, "studies"):
        for row in rows_of(study, "outcomes"):
            options = {"name": row.doc["metric"], "url": study.url, "note": study.name, "short": _result(row)}
            results.append(_row_item(row, (), **options))
            results[-1].values = {key: row.doc[key] for key in ("amount", "unit", "direction", "comparator", "note")}
            results[-1].ref = {"type": study.type, "slug": study.doc["slug"], "name": study.name}
    return results


def partners(record):
    """The clinical partners with all their contributions."""
    contributions = rows_of(record, "collaborations")
    return by_record(
        ((row.doc["partner"], cited(row, "partner", "kind")) for row in contributions),
        notes=[row.fact["kind"].value.text for row in contributions],
    )


def investors(record):
    """The investors with their role in each round."""
    pairs = [(row, part) for row in rows_of(record, "rounds") for part in rows_of(row, "investments")]
    notes = [
        _("%(role)s, %(round)s") % {"role": part.fact["role"].value.text, "round": _series(row)} for row, part in pairs
    ]
    return by_record(((part.doc["investor"], part.doc["citations"]) for _row, part in pairs), notes=notes)


def _series(row):
    return row.name if row.doc["series"] == "unstated" else row.fact["series"].value.text


def by_record(pairs, notes=()):
    """An item for each referenced record, from pairs (reference, citations) with a note for each pair."""
    results = {}
    for number, (ref, citations) in enumerate(pairs):
        if not ref:
            continue
        new = Item(ref["name"], f"/{ref['type']}/{ref['slug']}/", ref=ref)
        item = results.setdefault((ref["type"], ref["slug"]), new)
        item.citations = [*item.citations, *citations]
        if notes and notes[number] not in item.note.split("; "):
            item.note = "; ".join(filter(None, (item.note, notes[number])))
    return sorted(results.values(), key=lambda item: item.name.lower())


def refs(key):
    """An item for each reference in a list, like the segments."""

    def items(record):
        return by_record((ref, cited(record, key)) for ref in record.doc[key] or [])

    return items


def rounds(record):
    """The rounds by series, with amount and date, and whether the source's list of investors is incomplete."""
    results = []
    for row in rows_of(record, "rounds"):
        results.append(_row_item(row, (), short=_result(row)))
        results[-1].values = {key: row.doc[key] for key in ("series", "when", "amount", "investor_list")}
    return results


def money(record):
    """The sum of the rounds by currency, as ranges; undisclosed amounts are counted separately, never as zero."""
    results, remaining = [], rows_of(record, "rounds")
    for total in totals(record)["sums"]:
        amount = total.amount
        added = [row for row in remaining if _is_readable(row) and row.doc["amount"]["currency"] == amount.currency]
        remaining = [row for row in remaining if row not in added]
        note = ngettext("%(n)s round, as its words allow", "%(n)s rounds added, as their words allow", total.rounds)
        note += _("; currency inferred") if amount.currency_inferred else ""
        bounds = {"min": _plain(amount.low), "max": _plain(amount.high)}
        results.append(Item(
            amount.in_words, note=note % {"n": total.rounds},
            values={"currency": amount.currency, **bounds, "rounds": total.rounds}, citations=_amount_citations(added),
        ))  # fmt: skip
    if remaining:
        words = ngettext("%(n)s round of an undisclosed amount", "%(n)s rounds of undisclosed amounts", len(remaining))
        values = {"undisclosed_rounds": len(remaining)}
        results.append(Item(words % {"n": len(remaining)}, values=values, citations=_amount_citations(remaining)))
    return results


def _is_readable(row):
    amount = row.doc["amount"] or {}
    return bool(amount.get("currency")) and amount["min"] is not None


def _amount_citations(rounds):
    return [citation for row in rounds for citation in cited(row, "amount")]


def _plain(number):
    return None if number is None else f"{number.normalize():f}"


def people(record):
    """The number of people that the sources name, with the citations of their positions."""
    positions = rows_of(record, "people")
    count = len({row.doc["person"]["slug"] for row in positions if row.doc["person"]})
    if not count:
        return []
    words = ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
    citations = [citation for row in positions for citation in row.doc["citations"]]
    return [Item(words, f"{record.url}#s-people", values={"count": count}, citations=citations)]
