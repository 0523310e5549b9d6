"""The records of one kind below a record, as a page shows them: a table, cards or statements."""

from dataclasses import dataclass

from .wording import translated as _

GIST_NAMES = 3
"""How many names stand in the summary line of a section."""

BELOW_ROWS = {"strength"}
"""Facts that stand in the line below a row of a profile's table, where a column would be narrow."""


@dataclass(slots=True)
class Section:
    """The records of one kind below a record; `owner_path` ends the URL of that record."""

    key: str
    label: str
    rows: list
    all_columns: list
    owner_path: str

    @property
    def columns(self):
        """The columns of its table with a value in some row, other than the record that owns the section."""
        return [
            (key, label) for key, label in self.all_columns
            if key not in BELOW_ROWS and any(self._is_shown(row, key) for row in self.rows)
        ]  # fmt: skip

    def _is_shown(self, row, key):
        if key not in row.fact:
            return bool(row.rows(key))
        return self._is_informative(row.fact[key].value) or (row.doc.get("gaps") or {}).get(key) == "undisclosed"

    def places_of_owner(self, row):
        """The places of a row's reference to the record that owns the section, which no cell shows."""
        owner = [
            fact for fact in row.stated if fact.origin in ("own", "inferred") and not self._is_informative(fact.value)
        ]
        return [place for fact in owner for place in fact.places]

    def _is_informative(self, value):
        return value is not None and not (value.kind == "ref" and value.url.endswith(self.owner_path))

    @property
    def gist(self):
        """What the section holds in a few words: the names of its first rows, or how many of each kind."""
        if len(self.rows) > GIST_NAMES and all("kind" in row.fact and row.fact["kind"].value for row in self.rows):
            return ", ".join(f"{label} {len(rows)}" for label, rows in self.by_kind)
        names = [row.name or row.label for row in self.rows[:GIST_NAMES]]
        return ", ".join(filter(None, names)) + (" …" if len(self.rows) > GIST_NAMES else "")

    def further(self, row):
        """The stated facts of a row that its table has no column for, but for the record that owns the section."""
        shown = {key for key, _label in self.all_columns} - BELOW_ROWS
        shown.update(*(row.result_keys.get(key, ()) for key in shown))
        return [fact for fact in row.stated if fact.key not in shown and self._is_informative(fact.value)]

    def around_statement(self, row):
        """The stated facts of an insight below its headline: the statement, then whose it is and about what.

        Its kind is that of its group; it stands here only if a place states it.
        """
        return [
            fact for fact in row.stated
            if self._is_informative(fact.value) and (fact.key != "kind" or fact.origin == "own")
        ]  # fmt: skip

    @property
    def reasons(self):
        """[(label, reason)] of the values that are made from others in the same way in each row."""
        facts = [fact for row in self.rows for fact in row.stated if fact.origin == "inferred" and not fact.places]
        return list(
            {fact.key: (fact.label, fact.reason) for fact in facts if self._is_informative(fact.value)}.values()
        )

    @property
    def by_date(self):
        """The rows as [(heading, rows)]: the dated ones, and apart from them those without a date."""
        dated = [row for row in self.rows if not row.is_undated]
        undated = [row for row in self.rows if row.is_undated]
        return [group for group in (("", dated), (_("Date not stated"), undated)) if group[1]]

    @property
    def by_kind(self):
        """The rows grouped by kind: [(label, rows)]."""
        groups = {}
        for row in self.rows:
            groups.setdefault(row.fact["kind"].value.text, []).append(row)
        return sorted(groups.items())
