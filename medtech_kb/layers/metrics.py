"""Counts and times of requests over all workers, in the text format that Prometheus reads (version 0.0.4)."""

import struct
from bisect import bisect_left

from .areas import AREAS
from .shared_memory import SharedMemory

STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the histogram; above the last there is one more, without a bound."""
STORED = ("no", "yes")
COUNTS = [(area, status, stored) for area in AREAS for status in STATUSES for stored in STORED]
NUMBER = struct.Struct("<d")


class Metrics:
    """Numbers in shared memory: requests by area, status and whether stored; by area bytes, seconds and a histogram."""

    def __init__(self):
        self.places = {}
        for name in [
            *COUNTS,
            *((area, what) for area in AREAS for what in ("bytes", "seconds", *range(len(SECONDS) + 1))),
        ]:
            self.places[name] = len(self.places) * NUMBER.size
        self.memory = SharedMemory(len(self.places) * NUMBER.size)

    def record(self, area, status, is_stored, size, seconds):
        """Count an answer: its status is a number, its size in bytes."""
        added = {
            (area, STATUSES[status // 100 - 1], STORED[is_stored]): 1,
            (area, "bytes"): size, (area, "seconds"): seconds,
            (area, bisect_left(SECONDS, seconds)): 1,
        }  # fmt: skip
        with self.memory as data:
            for name, number in added.items():
                place = self.places[name]
                NUMBER.pack_into(data, place, NUMBER.unpack_from(data, place)[0] + number)

    def in_text(self):
        with self.memory as data:
            numbers = {name: NUMBER.unpack_from(data, place)[0] for name, place in self.places.items()}
        lines = [*described("requests_total", "counter", "Answers, by area, status and whether they were stored.")]
        for area, status, stored in COUNTS:
            labels = f'{{area="{area}",status="{status}",stored="{stored}"}}'
            lines.append(f"medtech_kb_requests_total{labels} {numbers[area, status, stored]:.0f}")
        lines += described("response_bytes_total", "counter", "Bytes of bodies, by area.")
        lines += [f'medtech_kb_response_bytes_total{{area="{area}"}} {numbers[area, "bytes"]:.0f}' for area in AREAS]
        lines += described("request_seconds", "histogram", "Seconds from a request until its answer was handed on.")
        for area in AREAS:
            lines += histogram(area, numbers)
        return "\n".join(lines) + "\n"


def described(name, kind, text):
    return [f"# HELP medtech_kb_{name} {text}", f"# TYPE medtech_kb_{name} {kind}"]


def histogram(area, numbers):
    """The lines of one area; each bucket counts those below it too."""
    so_far = 0
    for index, bound in enumerate((*SECONDS, "+Inf")):
        so_far += numbers[area, index]
        yield f'medtech_kb_request_seconds_bucket{{area="{area}",le="{bound}"}} {so_far:.0f}'
    yield f'medtech_kb_request_seconds_sum{{area="{area}"}} {numbers[area, "seconds"]:.6f}'
    yield f'medtech_kb_request_seconds_count{{area="{area}"}} {so_far:.0f}'
