"""import-linter holds the floors. Each contract is broken once, on purpose, in a copy, and must be seen broken."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING_KEPT = 0

# The contract's name -> (a module, what it must not import)
VIOLATIONS = {
    "Calls go only downwards": [
        ("kernel/money.py", "from kiosk.orders.rules import Status"),
        ("inventory/service.py", "from kiosk.catalog import rules"),
        ("business/service.py", "from kiosk.bots import models"),
        ("facts.py", "from kiosk.kernel.money import Money"),
    ],
    "Inventory stands below the catalogue": [("customers/rules.py", "from kiosk.inventory import errors")],
    "Inside a room": [
        ("orders/rules.py", "from kiosk.orders import models"),
        ("carts/queries.py", "from kiosk.carts import service"),
        ("identity/service/accounts.py", "from kiosk.identity import dependencies"),
    ],
    "Only the bot knows aiogram": [("orders/service/moving.py", "import aiogram")],
    "Only faces know FastAPI": [("orders/service/moving.py", "from fastapi import Depends")],
    "The emulator knows nothing of the shop": [
        ("telegram_emulator/clock.py", "from kiosk.kernel.clock import Clock")
    ],
    "Production knows nothing of the emulator": [("processes.py", "from kiosk import telegram_emulator")],
}


def lint(folder: Path) -> tuple[int, list[str]]:
    """Run import-linter on the copy in `folder`; gives its exit code and the names of the broken contracts."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--config", ROOT / ".importlinter"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, re.findall(r"^(.*) BROKEN", done.stdout, re.MULTILINE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the sources."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src" / "kiosk", folder / "kiosk", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    return folder


def test_the_house_keeps_its_contracts(copy):
    assert lint(copy) == (EVERYTHING_KEPT, [])


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [(contract, *violation) for contract, violations in VIOLATIONS.items() for violation in violations],
)
def test_a_violation_is_caught(copy, contract, module, line):
    path = copy / "kiosk" / module
    original = path.read_text()
    path.write_text(f"{original}\n{line}\n")
    try:
        code, broken = lint(copy)
    finally:
        path.write_text(original)
    assert code != EVERYTHING_KEPT
    assert any(name.startswith(contract) for name in broken), broken


def test_a_room_without_a_floor_is_caught(copy):
    (copy / "kiosk" / "loyalty").mkdir()
    (copy / "kiosk" / "loyalty" / "__init__.py").write_text("")
    try:
        code, _ = lint(copy)
    finally:
        shutil.rmtree(copy / "kiosk" / "loyalty")
    assert code != EVERYTHING_KEPT


def test_every_contract_has_its_violation():
    names = re.findall(r"^name = (.*)$", (ROOT / ".importlinter").read_text(), re.MULTILINE)
    assert all(any(name.startswith(start) for start in VIOLATIONS) for name in names)
    assert len(names) == len(VIOLATIONS)
