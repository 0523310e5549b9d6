"""The programs that a benchmark measures."""

import subprocess
import sys

from django.conf import settings

NAMES = "from benchmarks.contestants import contestants; print(*contestants(1000), sep=chr(10))"


def test_ours_and_the_limit_are_served_like_the_site():
    done = subprocess.run([sys.executable, "-c", NAMES], cwd=settings.BASE, capture_output=True, text=True)
    assert done.stdout.splitlines()[:5] == ["ours", "cold", "limit", "limit stored", "viewset"], done.stderr
