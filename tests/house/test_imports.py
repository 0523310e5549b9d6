"""Imports run one way, those inside functions counted."""

import ast
import shutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.house.ours import BASE, PACKAGES


def test_imports_run_one_way():
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    done = subprocess.run([program], cwd=BASE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_no_two_modules_import_each_other_not_even_over_others():
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError with the modules of the circle


@pytest.mark.parametrize("module", ["environment.py", "code_version.py"])
def test_what_stands_below_all_packages_imports_none_of_ours(module):
    tree = ast.parse((BASE / module).read_text(encoding="utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert {name.partition(".")[0] for name in names} & set(PACKAGES) == set()
