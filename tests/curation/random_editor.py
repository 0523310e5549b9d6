"""An editor who does something at random in the admin: enters, changes, cites, names, merges, deletes, publishes.

All of it goes through the admin's own addresses, as a browser would send it. The same seed does the same.
"""

from unittest import mock

from django.db import models
from django.template.response import TemplateResponse

from curation.fixture_schema import FIXTURE_MODELS, part_model
from names.models import Named
from sources.admin.fact_fields import fact_fields
from sources.models import Source
from tests.admin.forms import CITATIONS, NAMES, address, filled, row
from values.fields import PartialDateField

LINES = [
    "It makes lasers.\r\nFor clinics.", "null", "a: b # c", "'quoted' and “so”", "- item", "推想医疗, 2025", "a\ttab",
    "One.\r\n\r\n  Two.\r\n", "😀 \U0001f1e8\U0001f1f3", "  blanks   around  ", "{x: [y]}", "é e\u0301", "%s {0} \\n",
    "\\ud83d\\ude00", "0x1f",
]  # fmt: skip
DATES = ["", "2025", "2025-03", "2013/2019", "early 2018", "about 2013", "by the end of 2026", "2021年底", "2024?"]
AMOUNTS = ["", "tens of millions of dollars", "undisclosed", "nearly RMB 30 billion", "91.1%", "a lot", "10 to 20"]


def one_line(text):
    return " ".join(text.split())


class RandomEditor:
    """Works with the client of somebody who is logged in; `done` counts what was accepted, by the word for it."""

    def __init__(self, client, chance):
        self.client, self.chance = client, chance
        self.done, self.entered = {}, 0

    def work(self, actions):
        for _number in range(actions):
            action = self.chance.choice([
                self.enter, self.enter, self.change, self.change, self.change_part, self.name, self.name, self.cite,
                self.merge, self.merge, self.delete, self.delete_some, self.publish, self.take_back, self.name_away,
            ])  # fmt: skip
            if action():
                self.done[action.__name__] = self.done.get(action.__name__, 0) + 1

    def _some(self, model, number=1):
        """Records of a type at random: chosen by slug, so that their numbers make no difference."""
        found = list(model.objects.order_by("slug" if hasattr(model, "slug") else "pk"))
        return self.chance.sample(found, number) if len(found) >= number else []

    def _model(self, named=True):
        return self.chance.choice([model for model in FIXTURE_MODELS if issubclass(model, Named) or not named])

    def _form(self, model, *page):
        """The address of a form and what a browser would send back of it. The page itself is not rendered: too slow."""
        url = address(model, *page)
        with mock.patch.object(TemplateResponse, "rendered_content", ""):
            response = self.client.get(url)
        response.context = response.context_data
        return url, filled(response)

    def _post(self, url, data):
        """Whether the form was taken: then it leads on."""
        return self.client.post(url, data).status_code == 302

    def _typed(self, model, fields):
        """Something for each of the fields; a relation is one that is there."""
        typed = {}
        for field in fields:
            if field.choices:
                typed[field.name] = self.chance.choice([value for value, _label in field.choices])
            elif field.many_to_many:
                typed[field.name] = [str(record.pk) for record in self._some(field.related_model, 2)]
            elif field.is_relation:
                typed[field.name] = "".join(str(record.pk) for record in self._some(field.related_model))
            elif isinstance(field, PartialDateField):
                typed[field.name] = self.chance.choice(DATES)
            elif field.name == "amount_stated":
                typed[field.name] = self.chance.choice(AMOUNTS)
            elif isinstance(field, models.URLField):
                typed[field.name] = self.chance.choice(["", "example.org/é", "https://example.org/?a=b&c=%20"])
            elif field.name == "country":
                typed[field.name] = self.chance.choice(["", "CN", "US"])
            elif isinstance(field, models.TextField):
                typed[field.name] = self.chance.choice(LINES)
            elif isinstance(field, models.CharField):
                typed[field.name] = one_line(self.chance.choice(LINES))[: field.max_length]
        return typed

    def _place(self, number, **values):
        source = self.chance.choice(list(Source.objects.order_by("slug")))
        place = {"source": source.pk, "paragraph": self.chance.randint(1, source.paragraphs), "stance": "supports"}
        return row(CITATIONS, number, **place | values)

    def enter(self):
        """A new record, perhaps without a place, then a draft; perhaps at an address where one was before."""
        model = self._model(named=False)
        self.entered += 1
        label = f"{self.chance.choice(['Entered', '新的', 'É'])} {self.entered}"
        url, typed = self._form(model, "add")
        typed |= self._typed(
            model, [field for field in fact_fields(model) if self.chance.random() < 0.5 or not field.blank]
        )
        typed |= {"name": label, "title": label, "slug": f"entered-{self.entered % 7}", "is_another": "on"}
        typed |= {"paragraphs": "7", "sha256": f"{self.entered:064x}", "language": "en"} if model is Source else {}
        if self.chance.random() < 0.6:
            typed |= self._place(0) | ({"is_published": "on"} if self.chance.random() < 0.7 else {})
        return self._post(url, typed)

    def change(self):
        """Some values of a record, and perhaps a gap."""
        model = self._model(named=False)
        for record in self._some(model):
            url, typed = self._form(model, "change", record.pk)
            fields = [field for field in fact_fields(model) if field.name not in ("sha256", "paragraphs", "language")]
            chosen = self.chance.sample(fields, min(2, len(fields)))
            typed |= self._typed(model, chosen)
            typed |= {"not_stated": [chosen[0].name]} if self.chance.random() < 0.3 else {}
            return self._post(url, typed)

    def change_part(self):
        """A new part in the form of its record, without a place of its own."""
        model = self.chance.choice([model for model in FIXTURE_MODELS if part_model(model)])
        for record in self._some(model):
            part = part_model(model)
            url, typed = self._form(model, "change", record.pk)
            prefix = part._meta.get_field(part.part_of).remote_field.name
            fields = [field for field in fact_fields(part) if field.name != part.part_of]
            values = self._typed(part, [field for field in fields if self.chance.random() < 0.6 or not field.blank])
            return self._post(url, typed | row(prefix, typed[f"{prefix}-INITIAL_FORMS"], **values))

    def name(self):
        """A further name, with a place or without one."""
        model = self._model()
        for record in self._some(model):
            url, typed = self._form(model, "change", record.pk)
            text = one_line(self.chance.choice(LINES))
            kind, language = self.chance.choice(["short", "brand", "variant"]), self.chance.choice(["en", "zh-Hans"])
            when = self.chance.choice(DATES)
            typed |= row(NAMES, typed[f"{NAMES}-INITIAL_FORMS"], text=text, kind=kind, language=language, when=when)
            if self.chance.random() < 0.4:
                typed |= self._place(typed[f"{CITATIONS}-INITIAL_FORMS"], field="names", stated=text)
            return self._post(url, typed)

    def name_away(self):
        """A further name is taken out, while its places stay."""
        model = self._model()
        for record in self._some(model):
            url, typed = self._form(model, "change", record.pk)
            return typed[f"{NAMES}-INITIAL_FORMS"] != "0" and self._post(url, typed | row(NAMES, 0, DELETE="on"))

    def cite(self):
        """A place, for the record or for one of its values, perhaps against it."""
        model = self._model(named=False)
        for record in self._some(model):
            url, typed = self._form(model, "change", record.pk)
            values = {"field": self.chance.choice(["", "name" if issubclass(model, Named) else "title"])}
            values |= {
                "stated": self.chance.choice(["", *map(one_line, LINES)]),
                "note": self.chance.choice(["", "so: yes"]),
            }
            values["stance"] = self.chance.choice(["supports", "contradicts"])
            return self._post(url, typed | self._place(typed[f"{CITATIONS}-INITIAL_FORMS"], **values))

    def merge(self):
        model = self._model()
        for one, other in zip(*[iter(self._some(model, 2))] * 2, strict=True):
            return self._post(address(model, "merge", one.pk, other.pk), {"stays": str(one.pk)}) and not (
                model.objects.filter(pk=other.pk).exists()
            )

    def delete(self):
        model = self._model(named=False)
        for record in self._some(model):
            self._post(address(model, "delete", record.pk), {"post": "yes"})
            return not model.objects.filter(pk=record.pk).exists()

    def delete_some(self):
        model = self._model()
        chosen = [record.pk for record in self._some(model, 2)]
        self._act(model, "delete_selected", chosen, post="yes")
        return bool(chosen) and not model.objects.filter(pk__in=chosen).exists()

    def publish(self):
        model = self._model(named=False)
        return self._act(model, "publish", [record.pk for record in self._some(model, 2)])

    def take_back(self):
        model = self._model(named=False)
        return self._act(model, "unpublish", [record.pk for record in self._some(model)])

    def _act(self, model, action, chosen, **more):
        return bool(chosen) and self._post(address(model), {"action": action, "_selected_action": chosen, **more})
