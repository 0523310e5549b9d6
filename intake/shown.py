"""What the page of a table shows of its columns, questions and rows."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES

from .cells import letter_of
from .columns import LEFT_OUT, keys_of, label_of
from .preview import NEW, VERDICTS
from .questions import NEW as NEW_RECORD

EXAMPLES = 3
LONGEST = 120


@dataclass
class ShownColumn:
    """A column: its letter, head and first values, and what it may hold, with what it is read as."""

    number: int
    letter: str
    head: str
    examples: str
    choices: list
    mistakes: list


def shown_columns(upload) -> list:
    model, rows = TYPES[upload.record_type].model, upload.rows
    used, examples, problems = upload.found["columns"], defaultdict(list), defaultdict(list)
    for _number, cells in rows["rows"]:
        for column, cell in enumerate(cells, 1):
            text = cell if isinstance(cell, str) else cell[0]
            if text and len(examples[column]) < EXAMPLES:
                examples[column].append(text[:40])
    for place, words in upload.found["mistakes"]:
        problems[place].append(words)
    shown, heads = [], [*rows["head"], *[""] * (max(examples, default=0) - len(rows["head"]))]
    for column, head in enumerate(heads, 1):
        if not (head or column in examples):
            continue
        is_left_out = upload.columns.get(str(column)) == LEFT_OUT
        chosen = used.get(str(column), LEFT_OUT if is_left_out else "")
        choices = [("", _("not said"), not chosen)] if not chosen else []
        choices += [(LEFT_OUT, _("left out"), chosen == LEFT_OUT)]
        choices += [(key, f"{capfirst(label_of(model, key))} ({key})", chosen == key) for key in keys_of(model)]
        mistakes = problems[f"{letter_of(column)}{rows['head_row']}"]
        shown.append(
            ShownColumn(column, letter_of(column), head, " · ".join(examples[column]), choices, mistakes)
        )  # fmt: skip
    return shown


def shown_questions(questions) -> list:
    """Questions with which of their choices is chosen."""
    for question in questions:
        chosen = question["answer"] or question["offered"]
        offered = [value for value, _meaning in question["choices"]]
        question["options"] = [
            (f"{question['name']}-{number}", value, meaning, value == chosen)
            for number, (value, meaning) in enumerate(question["choices"])
        ]  # fmt: skip
        question["typed"] = chosen if question["is_of_cell"] and chosen not in offered else ""
        question["is_new"] = question["answer"] == NEW_RECORD
    return questions


def shown_rows(upload, rows) -> list:
    """Rows with their records' addresses, what they say and what they would change, in words."""
    model = TYPES[upload.record_type].model
    texts = dict(upload.rows["rows"])
    columns = {int(number): key for number, key in upload.found["columns"].items()}
    slugs = [row["slug"] for row in rows if row["verdict"] != NEW]
    stored = {record.slug: record for record in model.objects.filter(slug__in=slugs)}
    change = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    for row in rows:
        record = stored.get(row["slug"])
        row["url"] = reverse(change, args=[record.pk]) if record else ""
        row["name"] = str(record or row["slug"])
        row["label"] = VERDICTS[row["verdict"]]
        row["values"] = [
            (capfirst(label_of(model, columns[column])), text[:LONGEST])
            for column, cell in enumerate(texts[row["number"]], 1)
            if column in columns and (text := cell if isinstance(cell, str) else cell[0])
        ]  # fmt: skip
        row["in_words"] = [
            (capfirst(label_of(model, key)), before, after) for key, before, after in row["changes"]
        ]  # fmt: skip
    return rows
