"""What an address or a form of the desk asks for: a paragraph, words in it, and the entry to be made of them."""

from dataclasses import dataclass, field

from django.core.exceptions import BadRequest, ValidationError
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .endings import number_in
from .entry import Entry, types_for
from .place import Place
from .prefilling import kept_of
from .relation_inputs import name_with_slug
from .value_entry import VALUES, ValueEntry, any_record_named, fields_of, values_of


@dataclass
class Chosen:
    """A place of a source, and the entry that is made there; `context` is what the page of it shows."""

    place: Place
    entry: Entry | ValueEntry | None = None
    context: dict = field(default_factory=dict)


def chosen_entry(request, source, lines) -> Chosen | None:
    """What is chosen by what was sent; None without a paragraph. Raises BadRequest for what no form sends."""
    data = request.POST if request.method == "POST" else request.GET
    number = number_in(data, "paragraph")
    if not 0 < number <= len(lines):
        return None
    begins = number_in(data, "begins") if data.get("begins") else None
    place = Place(source, lines, number, data.get("words", "").replace("\0", ""), begins)
    types = types_for(request)
    wanted = data.get("type", "")
    if wanted and wanted not in (VALUES, *dict(types)):
        allowed = ", ".join((VALUES, *dict(types)))
        raise BadRequest(_("type is one of %(allowed)s, not “%(text)s”.") % {"allowed": allowed, "text": wanted[:40]})
    kept = kept_of(request, source)
    chosen = Chosen(place, context={
        "place": place, "types": types, "type": wanted or kept.get("type", ""), "problem": place.problem,
        "values_word": VALUES,
    })  # fmt: skip
    sent = request.POST if request.method == "POST" else None
    if wanted == VALUES:
        _choose_value(request, chosen, data, sent)
    elif wanted and (sent is not None or not place.problem):
        chosen.entry = Entry(request, place, wanted, sent)
    chosen.context |= {"entry": chosen.entry, "known": _known(place, kept)}
    return chosen


def _choose_value(request, chosen, data, sent):
    """Choose the record, and the value of it; what is wrong with the name of the record stands beside it."""
    text = data.get("record", "").replace("\0", "")
    chosen.context["record_text"] = text
    if not text.strip():
        chosen.context["wants_record"] = True
        return
    try:
        record = any_record_named(text)
    except ValidationError as error:
        chosen.context |= {"wants_record": True, "record_problem": " ".join(error.messages)}
        return
    chosen.context |= {"record": record, "record_text": f"{record.record_type}/{record.slug}"}
    name = data.get("field", "")
    if not name:
        query = {key: data[key] for key in ("paragraph", "words", "begins") if data.get(key)}
        query |= {"type": VALUES, "record": chosen.context["record_text"]}
        chosen.context["values"] = [
            (urlencode(query | {"field": key}), label, now) for key, label, now in values_of(record)
        ]
    elif name in dict(fields_of(type(record))):
        chosen.context["field"] = name
        chosen.entry = ValueEntry(request, chosen.place, record, name, sent)
    else:
        raise BadRequest(_("There is no field “%(field)s” here.") % {"field": name[:40]})


def _known(place, kept):
    """{record type: names to offer} of what the paragraph names, and what the last entry had."""
    offered = {}
    for one in place.known:
        offered.setdefault(one.record.record_type, []).append(name_with_slug(one.record))
    for name, record_type in (("company", "companies"), ("product", "products")):
        if kept.get(name):
            offered.setdefault(record_type, []).append(kept[name])
    return {record_type: list(dict.fromkeys(names)) for record_type, names in offered.items()}
