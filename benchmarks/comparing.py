"""Compare the limit's answers with ours: every value, in the same order, for some addresses of each workload."""

import json

from benchmarks.contestants import HOST

SAMPLES = 12


def differences(workload, ours, limit) -> list[str]:
    """The differences as "path: key: ours / limit"; empty if there are none."""
    lines = []
    for path in workload.paths["ours"][:SAMPLES]:
        left, right = (_document(contestant, path) for contestant in (ours, limit))
        lines += [f"{path}: {difference}" for difference in compared(left, right)][:3]
    return lines


def _document(contestant, path):
    status, _headers, body = contestant.get(path)
    if status != 200:
        return {"status": status}
    for scheme in ("https", "http"):  # addresses differ in their port
        body = body.replace(f"{scheme}://{HOST}:{contestant.port}".encode(), b"")
    return json.loads(body)


def compared(left, right, key=""):
    """The differences of two parsed documents."""
    if type(left) is not type(right):
        return [f"{key}: {left!r} / {right!r}"]
    if isinstance(left, dict):
        if left.keys() != right.keys():
            return [f"{key}: keys {sorted(left.keys() ^ right.keys())}"]
        return [line for name in left for line in compared(left[name], right[name], f"{key}.{name}")]
    if isinstance(left, list):
        if len(left) != len(right):
            return [f"{key}: {len(left)} / {len(right)} rows"]
        pairs = enumerate(zip(left, right, strict=True))
        return [line for number, pair in pairs for line in compared(*pair, f"{key}[{number}]")]
    return [] if left == right else [f"{key}: {left!r} / {right!r}"]
