"""Facets and lists counted from pairs and bit sets: milliseconds for any combination of values among a million records.

Each query is a pair (SQL, parameters). Values are parameters, all of a facet in one array, so that the text depends
only on which facets are counted, which are chosen, and whether one value or several: it can be prepared.
"""

from dataclasses import dataclass

from records.clean_text import NOT_STATED

BITS = 49_152
"""Records in one set: 6 KB, so that a set fits into a page of the table, neither compressed nor TOASTed."""
MAX_VALUES = 200
ALL = "all"


@dataclass(frozen=True)
class BitFacets:
    """The facets of a record type that have bit sets: by name, the table that names their values, or "" for words.

    `chosen` is {facet: [value, …]} everywhere: any of the values of a facet, and all of the facets.
    """

    record_type: str
    named_in: dict

    def covers(self, names) -> bool:
        """Whether all these filters have bit sets."""
        return set(names) <= set(self.named_in)

    def counts(self, facets, chosen):
        """Rows of (facet, value, label, count), facet by facet, the most frequent first, then by label, `(none)` last.

        A facet counts under the other choices but not under its own; at most 200 values, and those that are chosen.
        """
        steps = [*self._chosen_sets(chosen), *(self._hits(facet, chosen) for facet in facets)]
        counts = " UNION ALL ".join(self._labelled_counts(facet, number, chosen) for number, facet in enumerate(facets))
        sql = (
            f"WITH {', '.join(steps)} SELECT facet, value, label, count FROM ({counts}) AS counts ORDER BY number, rank"
        )
        return sql, _parameters(chosen)

    def total(self, chosen):
        """One row: how many published records there are under the choices, exactly."""
        chosen = chosen or {ALL: [""]}
        joined = " JOIN ".join(["chosen_{}", *["chosen_{} USING (block)"] * (len(chosen) - 1)]).format(*chosen)
        both = " & ".join(f"chosen_{facet}.bits" for facet in chosen)
        steps = ", ".join(self._chosen_sets(chosen))
        sql = f"WITH {steps} SELECT coalesce(sum(bit_count({both})), 0)::bigint FROM {joined}"
        return sql, _parameters(chosen)

    def members(self, chosen):
        """One row of `sets`: the records under the choices, an array of bit sets from block 0 on."""
        first = next(iter(chosen))
        both = " & ".join(f"chosen_{facet}.bits" for facet in chosen)
        joined = " ".join(f"LEFT JOIN chosen_{facet} USING (block)" for facet in chosen)
        steps = ", ".join(self._chosen_sets(chosen))
        sql = (
            f"WITH {steps} SELECT array_agg({both} ORDER BY block) AS sets "
            f"FROM generate_series(0, (SELECT max(block) FROM chosen_{first})) AS blocks (block) {joined}"
        )
        return sql, _parameters(chosen)

    def is_member(self, number, members):
        """The condition that the record of a number is in a table made by `members`."""
        return f"get_bit((SELECT sets FROM {members})[{number} / {BITS} + 1], ({number} % {BITS})::integer) = 1"

    def _sets(self, facet):
        return f"public.entities_facetbits WHERE record_type = '{self.record_type}' AND facet = '{facet}'"

    def _chosen_sets(self, chosen):
        """For each chosen facet the records with any of its values, block by block."""
        return [
            f"chosen_{facet} AS MATERIALIZED (SELECT block, bit_or(bits) AS bits FROM {self._sets(facet)} "
            f"AND value = ANY (%({facet})s) GROUP BY block)"
            for facet in chosen
        ]

    def _hits(self, facet, chosen):
        """How many records have each value: from pairs under one value or none, else block by block.

        Materialized, or PostgreSQL would sort whole sets.
        """
        others = [other for other in chosen if other != facet]
        if len(others) > 1 or any(len(chosen[other]) > 1 for other in others):
            both = " & ".join(["own.bits", *(f"chosen_{other}.bits" for other in others)])
            joined = " ".join(f"JOIN chosen_{other} USING (block)" for other in others)
            hits = f"value, bit_count({both}) AS hits FROM (SELECT * FROM {self._sets(facet)}) AS own {joined}"
        else:
            (narrowed, value) = (others[0], f"(%({others[0]})s)[1]") if others else (ALL, "''")
            hits = (
                "other_value AS value, members AS hits FROM public.entities_facetpair WHERE "
                f"record_type = '{self.record_type}' AND facet = '{narrowed}' AND value = {value} "
                f"AND other_facet = '{facet}'"
            )
        return f"hits_{facet} AS MATERIALIZED (SELECT {hits})"

    def _labelled_counts(self, facet, number, chosen):
        names = self.named_in[facet]
        label = "coalesce(name, value)" if names else "value"
        named = f"LEFT JOIN public.{names} ON slug = value" if names else ""
        order = f"value = '{NOT_STATED}', count DESC, label, value"
        condition = f"rank <= {MAX_VALUES} OR value = '{NOT_STATED}'"
        condition += f" OR value = ANY (%({facet})s)" if facet in chosen else ""
        return (
            f"SELECT {number} AS number, '{facet}' AS facet, ranked.* FROM ("
            f"SELECT labelled.*, row_number() OVER (ORDER BY {order}) AS rank FROM ("
            f"SELECT value, {label} AS label, count FROM ("
            f"SELECT value, sum(hits)::bigint AS count FROM hits_{facet} GROUP BY value"
            f") AS summed {named} WHERE count > 0) AS labelled) AS ranked WHERE {condition}"
        )


def _parameters(chosen):
    return {facet: list(values) for facet, values in chosen.items()}
