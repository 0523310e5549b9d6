"""Which column of a table is which key of a record: by the key, by its name in words, or by its usual Chinese head."""

from django.utils.translation import gettext as _

from curation.files import suggestion
from curation.fixture_schema import fixture_schema

CHINESE = {
    "名称": "name", "英文名": "name", "公司": "company", "公司名称": "company",
    "中文名": "name_zh", "中文名称": "name_zh", "城市": "city", "国家": "country",
    "网址": "website", "官网": "website", "简介": "summary", "日期": "when",
    "时间": "when", "产品": "product", "金额": "amount", "融资金额": "amount",
    "轮次": "series", "类型": "kind", "来源": "source", "段落": "paragraph",
    "原文": "words",
}  # fmt: skip
LEFT_OUT = "-"
OF_PLACES = ("source", "paragraph", "words")


def keys_of(model) -> list[str]:
    """The keys that a column may hold, in the order of the fixture files."""
    schema = fixture_schema(model)
    keys = [key for key in schema.keys if key not in ("cite", "gaps", "is_published", schema.parts)]
    return [*("name_zh" if key == "names" else key for key in keys), *OF_PLACES]


def label_of(model, key) -> str:
    """How pages call what a column holds."""
    schema = fixture_schema(model)
    field = (schema.fields | schema.lists).get(key)
    own = {
        "name_zh": _("name in Chinese"), "source": _("source"), "paragraph": _("paragraph"), "words": _("words"),
        "amount": _("amount"),
    }  # fmt: skip
    return str(field.verbose_name) if field is not None else own.get(key, key)


def mapped(model, head, given, used=()) -> tuple[dict, list]:
    """({column number: key}, problems as (column number, words)) of a head.

    `given` says what columns are, by their number or head; `used` are the numbers of the columns that hold something.
    """
    allowed, schema, columns, problems = keys_of(model), fixture_schema(model), {}, []
    spoken = {str(field.verbose_name).lower(): key for key, field in (schema.fields | schema.lists).items()}
    head = [*head, *[""] * (max(used, default=0) - len(head))]
    for number, title in enumerate(head, 1):
        plain = " ".join(title.lower().split())
        key = given.get(number) or given.get(title) or next(
            (key for key in (plain.replace(" ", "_"), spoken.get(plain), CHINESE.get(plain)) if key in allowed), None
        )  # fmt: skip
        if key == LEFT_OUT or not (title or number in used):
            continue
        if key not in allowed:
            problems.append((number, _unknown(title, plain, allowed)))
        elif key in columns.values():
            problems.append((number, _("Two columns are “%(key)s”.") % {"key": key}))
        else:
            columns[number] = key
    return columns, problems


def _unknown(title, plain, allowed):
    if not title:
        return _("This column has no head: name it, or leave it out.")
    values = {"title": title, "allowed": ", ".join(allowed)}
    words = _("No column is called “%(title)s”.") % values + suggestion(plain, allowed)
    return words + _(" Allowed: %(allowed)s.") % values
