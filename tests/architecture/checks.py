"""Small checks of the source that no linter has. Each gives what it found as "path:line: words"."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src" / "kiosk"
LONGEST_FILE, LONGEST_FUNCTION = 300, 42  # "about 40"
# Rooms through which no money passes: geometry, flood limits, memory of a make-believe Telegram.
NO_MONEY = ("telegram_emulator/", "sample_shop/drawing/", "bot/limiter.py", "bot/sender.py")


def sources() -> Iterator[tuple[str, str]]:
    """Every module of the house: its path and text."""
    for path in sorted(SOURCES.rglob("*.py")):
        yield path.relative_to(SOURCES).as_posix(), path.read_text(encoding="utf-8")


def floats(path: str, text: str) -> Iterator[str]:
    """A float near money: float(...), a `float` annotation beside an amount, a fraction that becomes a Decimal."""
    if path.startswith(NO_MONEY):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "float":
                yield f"{path}:{node.lineno}: float() near money"
            if name in {"Decimal", "Money"} and any(_is_float(argument) for argument in node.args):
                yield f"{path}:{node.lineno}: {name} from a float"
        if isinstance(node, ast.AnnAssign | ast.arg) and _names_float(node.annotation) and _is_amount(node):
            yield f"{path}:{node.lineno}: an amount that is a float"


def _is_float(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def _names_float(annotation: ast.expr | None) -> bool:
    return annotation is not None and any(
        isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(annotation)
    )


def _is_amount(node: ast.AnnAssign | ast.arg) -> bool:
    name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
    return any(
        word in name.lower() for word in ("price", "amount", "total", "money", "cost", "sum", "balance")
    )


def long_files(path: str, text: str) -> Iterator[str]:
    """A file that nobody reads to its end."""
    lines = text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{path}:1: {lines} lines, at most {LONGEST_FILE}"


def long_functions(path: str, text: str) -> Iterator[str]:
    """A function that does too much; its signature, its docstring and the functions inside it don't count."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _own_lines(node)
            if lines > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {LONGEST_FUNCTION}"


def _own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    inner = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is not function
    ]
    covered = {line for node in inner for line in range(node.lineno, node.end_lineno + 1)}
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        covered |= set(range(first.lineno, first.end_lineno + 1))
    return len(set(range(first.lineno, function.end_lineno + 1)) - covered)


def swallowed_errors(path: str, text: str) -> Iterator[str]:
    """`except Exception` that neither raises nor tells anybody."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = (
            {each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)}
            if node.type
            else {"Exception"}
        )
        if kinds & {"Exception", "BaseException"} and not _raises_or_logs(node):
            yield f"{path}:{node.lineno}: an error is swallowed"


def _raises_or_logs(handler: ast.ExceptHandler) -> bool:
    for node in ast.walk(handler):
        if isinstance(node, ast.Raise):
            return True
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(
            ("log.", "logger.", "self._log.")
        ):
            return True
    return False


def impure_rules(path: str, text: str) -> Iterator[str]:
    """`rules` and `facts` that know more than the standard library."""
    if not path.endswith("/rules.py") and path != "facts.py":
        return
    for node in ast.walk(ast.parse(text)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in names:
            if name.partition(".")[0] not in sys.stdlib_module_names:
                yield f"{path}:{node.lineno}: imports {name}"


def forgotten_tasks(path: str, text: str) -> Iterator[str]:
    """A task that nobody keeps: it may vanish half done, and its error with it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name = ast.unparse(node.value.func)
            if name.endswith(("create_task", "ensure_future")) and "group" not in name:
                yield f"{path}:{node.lineno}: nobody keeps this task"


def late_units(path: str, text: str) -> Iterator[str]:
    """A unit of work as a dependency without scope="function": it would be committed after the answer has left."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Depends" and node.args:
            name = ast.unparse(node.args[0])
            scopes = {keyword.arg for keyword in node.keywords}
            if name.strip("_") in {"unit", "reading"} and "scope" not in scopes:
                yield f'{path}:{node.lineno}: Depends({name}) without scope="function"'


CHECKS = (
    floats,
    long_files,
    long_functions,
    swallowed_errors,
    impure_rules,
    forgotten_tasks,
    late_units,
)
