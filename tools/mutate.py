"""Break the program on purpose, a small place at a time, and see whether its tests notice.

python tools/mutate.py content/marking.py                          every break of a module
python tools/mutate.py content/marking.py reports/branch.py --sample 40    forty of each, drawn by --seed
python tools/mutate.py desk/notes.py --tests tests/desk/test_notes.py      of a module not in mutants.toml

Each break is made in a copy of the project, never here. Prints every break that no test noticed, and a line for
docs/reliability.md. Which tests are to notice, and which breaks change nothing that anybody could see, with the reason,
stands in mutants.toml beside this file.
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
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """The statement as it stood; of one that holds others, its first line."""
    now: str
    """What stands there instead."""
    source: str
    """The whole module with the change."""


def breaks(source: str) -> list[Break]:
    """Every break of a module that this tool knows."""
    tree = ast.parse(source)
    left_alone, statements = _left_alone(tree), _statements(tree)
    found = []
    for place, node in enumerate(ast.walk(tree)):
        for way in range(_ways(node) if place not in left_alone else 0):
            broken = copy.deepcopy(tree)
            nodes = list(ast.walk(broken))
            was = _first_line(nodes[statements[place]])
            _change(nodes[place], way)
            now = _first_line(nodes[statements[place]])
            if was != now:
                found.append(Break(getattr(node, "lineno", 0), was, now, ast.unparse(broken)))
    return found


def _statements(tree: ast.AST) -> list[int]:
    """Of each node its number of the innermost statement it stands in, in the order in which nodes are walked."""
    nodes = list(ast.walk(tree))
    numbers = {id(node): number for number, node in enumerate(nodes)}
    found = list(range(len(nodes)))
    for number, node in enumerate(nodes):  # what holds a node is walked before it
        for inner in ast.iter_child_nodes(node):
            if not isinstance(inner, ast.stmt) and id(inner) in numbers:
                found[numbers[id(inner)]] = found[number]
    return found


def _first_line(statement: ast.AST) -> str:
    """A statement as it is written, without those it holds."""
    alone = copy.copy(statement)
    for name in ("body", "orelse", "finalbody", "handlers", "decorator_list", "cases"):
        if isinstance(getattr(alone, name, None), list):
            setattr(alone, name, [])
    return ast.unparse(alone).strip()


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
        if isinstance(node, ast.keyword) and node.arg == "strict":  # of zip: guards against what cannot be
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


def is_noticed(module: str, source: str, tests: list[str], folder: Path) -> bool:
    """Whether the tests fail on a module that reads so, in a copy of the project."""
    path = folder / module
    kept = path.read_bytes()
    path.write_text(source, encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):  # of the same size and second: believed
        compiled.unlink()
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=SECONDS)
        return run.returncode not in (0, 5)
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_bytes(kept)


def tried(module: str, tests: list[str], chosen: list[Break], workers: int) -> list[bool]:
    """Of each break whether the tests noticed it.

    Raises:
        SystemExit: the tests fail on the module as it stands.
    """
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(workers) as pool:
        free = list(copies(workers, Path(name)))
        whole = ast.unparse(ast.parse((TOP / module).read_text(encoding="utf-8")))
        if is_noticed(module, whole, tests, free[0]):
            raise SystemExit(f"{module}: {' '.join(tests)} fail where nothing was broken")

        def one(broken: Break) -> bool:
            folder = free.pop()
            try:
                return is_noticed(module, broken.source, tests, folder)
            finally:
                free.append(folder)

        return list(pool.map(one, chosen))


def report(module: str, options: argparse.Namespace, known: dict[str, Any]) -> bool:
    """Break one module and print what came out; whether every break was noticed that changes something."""
    all_breaks = breaks((TOP / module).read_text(encoding="utf-8"))
    chosen = all_breaks
    if options.sample and options.sample < len(all_breaks):
        chosen = random.Random(options.seed).sample(all_breaks, options.sample)
    same = {(one["was"], one.get("now")) for one in known.get("same", ())}  # without "now": however it is changed
    real = [broken for broken in chosen if not same & {(broken.was, broken.now), (broken.was, None)}]
    noticed = tried(module, options.tests or known["tests"], real, options.workers)
    for broken, was_noticed in zip(real, noticed, strict=True):
        if not was_noticed:
            print(f"{module}:{broken.line}\n  was = {broken.was!r}\n  now = {broken.now!r}")
    if gone := {was for was, _now in same} - {broken.was for broken in all_breaks}:
        print(f"{module}: mutants.toml names what stands there no more: {sorted(gone)}")
    print(f"| {module} | {len(all_breaks)} | {len(chosen)} | {len(chosen) - len(real)} | {sum(noticed)} |", flush=True)
    return all(noticed)


def main() -> int:
    """Do what the command line asks for; exit 1 when a break was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    parser.add_argument("--tests", nargs="+", default=[])
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    known = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))
    if strange := [module for module in options.modules if module not in known and not options.tests]:
        parser.error(f"mutants.toml names no tests for {', '.join(strange)}: say --tests")
    noticed = [report(module, options, known.get(module, {})) for module in options.modules]
    return 0 if all(noticed) else 1


if __name__ == "__main__":
    sys.exit(main())
