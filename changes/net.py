"""Two moments of a list side by side: the records that differ between them; what was changed back does not count."""

from django.db import connection

from catalogue.record_types import TYPES

from .published import ChangeKind, Touched, record_changes
from .requests import Net
from .rows import State, is_same, versions_at

TOUCHED = """
SELECT t.record_type, t.record FROM history.touched t
WHERE t.revision > %(old)s AND t.revision <= %(new)s {conditions}
GROUP BY t.record_type, t.record ORDER BY t.record_type, t.record LIMIT %(limit)s
"""


def net_page(net: Net):
    """(changes, parameters of the next page or None) of the records that differ, of four statements at most."""
    touched = _touched(net)
    following = touched[net.size - 1] if len(touched) > net.size else None
    changes = record_changes(touched[: net.size], net.criteria)
    both = [change for change in changes if change.change == ChangeKind.CHANGED]
    same = _unchanged(net, [change.touched for change in both])
    changes = [change for change in changes if change.touched not in same]
    return changes, following and {"cursor": f"{following.type}.{following.record}"}


def _touched(net):
    conditions = "AND t.record_type = ANY (%(types)s)" if net.criteria.types else ""
    values = {"old": net.old.number, "new": net.new.number, "types": list(net.criteria.types), "limit": net.size + 1}
    if net.cursor:
        conditions += " AND (t.record_type, t.record) > (%(cut_type)s, %(cut_record)s)"
        values |= {"cut_type": net.cursor[0], "cut_record": net.cursor[1]}
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED.format(conditions=conditions), values)
        return [Touched(net.old.number, net.new.number, *row) for row in cursor.fetchall()]


def _unchanged(net, touched):
    """Those of the records that hold at both moments the same."""
    records_of = {}
    for record in touched:
        records_of.setdefault(TYPES[record.type].model, []).append(record.record)
    versions = {}
    for version in versions_at(records_of, net.old.number, net.new.number):
        versions.setdefault((version.type, version.record), []).append(version)
    return {record for record in touched if _is_same(record, versions[record.type, record.record])}


def _is_same(record, versions):
    model = TYPES[record.type].model
    return is_same(*(State(model, record.record, moment, versions) for moment in (record.old, record.new)))
