"""Break the program on purpose, a small place at a time, and see whether its tests notice.

python tools/mutate.py reports/figures.py --tests tests/reports           every break of a module
python tools/mutate.py content/marking.py --tests tests/content --sample 30   thirty of them, drawn by --seed

Each break is made in a copy of the project, never here. Prints every break that no test noticed, and a line for
docs/reliability.md. A break that changes nothing anybody could see counts as unnoticed: read the list.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parent.parent
ROOMS = ("tui", "screens", "desk", "reports", "storage", "content", "tests", "benchmarks", "tools", "docs")
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
}  # fmt: skip
WORDS = {"_", "ngettext", "mark_for_translation"}  # a changed word is no broken rule
SECONDS = 300  # a break that makes the tests go on for ever is noticed after this


@dataclass(frozen=True)
class Break:
    """One small change of a module."""

    line: int
    was: str
    """The expression or statement as it stood."""
    now: str
    """What stands there instead."""
    source: str
    """The whole module with the change."""


def breaks(source: str) -> list[Break]:
    """Every break of a module that this tool knows."""
    tree = ast.parse(source)
    found = []
    for place, node in enumerate(ast.walk(tree)):
        for way in range(_ways(node)):
            broken = copy.deepcopy(tree)
            at = next(one for number, one in enumerate(ast.walk(broken)) if number == place)
            was = ast.unparse(node)
            _change(at, way)
            now = ast.unparse(at)
            if was != now and place not in _left_alone(tree):
                found.append(Break(getattr(node, "lineno", 0), was[:90], now[:90], ast.unparse(broken)))
    return found


def _left_alone(tree: ast.AST) -> set[int]:
    """The numbers of nodes that are no rules: annotations, words for people, docstrings."""
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    alone: set[int] = set()
    for node in ast.walk(tree):
        roots: list[ast.AST | None] = []
        if isinstance(node, ast.AnnAssign | ast.arg):
            roots.append(node.annotation)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            roots += [node.returns, *node.decorator_list]
        if isinstance(node, ast.ClassDef):
            roots += node.decorator_list
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
            roots.append(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            roots.append(node)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            roots.append(node)
        alone |= {numbers[id(one)] for root in roots if root is not None for one in ast.walk(root)}
    return alone


def _ways(node: ast.AST) -> int:
    """In how many ways a node can be broken."""
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, bool | int))
    if isinstance(node, ast.Expr):
        return int(isinstance(node.value, ast.Call))
    known = ast.BoolOp | ast.BinOp | ast.If | ast.IfExp
    return int(isinstance(node, known) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)))


def _change(node: ast.AST, way: int) -> None:
    """Break a node."""
    if isinstance(node, ast.Compare):
        swapped = SWAPPED[type(node.ops[way])]()
        assert isinstance(swapped, ast.cmpop)
        node.ops[way] = swapped
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = SWAPPED.get(type(node.op), type(node.op))()  # type: ignore[assignment]  # of the same kind
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    elif isinstance(node, ast.UnaryOp):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Expr):
        node.value = ast.Constant(None)


def copies(count: int, folder: Path) -> Iterator[Path]:
    """Copies of the project to break."""
    for number in range(count):
        copy_of = folder / str(number)
        for room in ROOMS:
            shutil.copytree(TOP / room, copy_of / room, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(TOP / "pyproject.toml", copy_of)
        yield copy_of


def is_noticed(module: str, broken: Break, tests: list[str], folder: Path) -> bool:
    """Whether the tests fail on the break, in a copy of the project."""
    path = folder / module
    kept = path.read_bytes()
    path.write_text(broken.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=SECONDS)
        return run.returncode not in (0, 5)
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_bytes(kept)


def main() -> int:
    """Do what the command line asks for; exit 1 when a break was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module")
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    all_breaks = breaks((TOP / options.module).read_text(encoding="utf-8"))
    chosen = all_breaks
    if options.sample and options.sample < len(all_breaks):
        chosen = random.Random(options.seed).sample(all_breaks, options.sample)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(options.workers) as pool:
        free = list(copies(options.workers, Path(name)))

        def tried(broken: Break) -> bool:
            folder = free.pop()
            try:
                return is_noticed(options.module, broken, options.tests, folder)
            finally:
                free.append(folder)

        noticed = list(pool.map(tried, chosen))
    for broken, was_noticed in zip(chosen, noticed, strict=True):
        if not was_noticed:
            print(f"{options.module}:{broken.line}  {broken.was!r}  became  {broken.now!r}")
    print(f"| {options.module} | {len(all_breaks)} | {len(chosen)} | {sum(noticed)} |")
    return 0 if all(noticed) else 1


if __name__ == "__main__":
    sys.exit(main())
