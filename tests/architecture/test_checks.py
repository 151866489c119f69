"""The house keeps its own rules, and each check can fail."""

import pytest

from tests.architecture import checks

LONG = "x = 1\n" * 301
LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 43
FINE_FUNCTION = 'def f():\n    """' + "words\n" * 50 + '"""\n' + "    x = 1\n" * 30


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_the_house_is_clean(check):
    assert not [found for path, text in checks.sources() for found in check(path, text)]


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (checks.floats, "orders/service.py", "total = float(total)"),
        (checks.floats, "orders/service.py", "x = Decimal(0.1)"),
        (checks.floats, "orders/service.py", "x = Money(1.5, 'RUB')"),
        (checks.floats, "orders/schemas.py", "class A:\n    total_amount: float"),
        (checks.floats, "orders/schemas.py", "class A:\n    old_price: float | None = None"),
        (checks.floats, "orders/service.py", "def f(price: float): ..."),
        (checks.long_files, "a.py", LONG),
        (checks.long_functions, "a.py", LONG_FUNCTION),
        (checks.long_functions, "a.py", "async " + LONG_FUNCTION),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept Exception: pass"),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept: pass"),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept (ValueError, BaseException): x = 1"),
        (checks.impure_rules, "orders/rules.py", "import sqlalchemy"),
        (checks.impure_rules, "orders/rules.py", "from kiosk.kernel.money import Money"),
        (checks.impure_rules, "orders/rules.py", "from . import models"),
        (checks.impure_rules, "facts.py", "import pydantic"),
        (checks.forgotten_tasks, "a.py", "asyncio.create_task(f())"),
        (checks.late_units, "a.py", "WithUnit = Annotated[Unit, Depends(_unit)]"),
    ],
)
def test_a_check_catches_what_it_is_for(check, path, text):
    assert list(check(path, text))


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (checks.floats, "orders/service.py", "x = Decimal('0.1')"),
        (checks.floats, "orders/service.py", "def f(seconds: float): ..."),
        (checks.floats, "telegram_emulator/flood.py", "x = float(y)"),
        (checks.long_functions, "a.py", FINE_FUNCTION),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept Exception:\n    log.exception('x')"),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept Exception:\n    raise"),
        (checks.swallowed_errors, "a.py", "try: f()\nexcept ValueError: pass"),
        (checks.impure_rules, "orders/rules.py", "import re\nfrom decimal import Decimal"),
        (checks.impure_rules, "orders/service.py", "import sqlalchemy"),
        (checks.forgotten_tasks, "a.py", "task = asyncio.create_task(f())"),
        (checks.forgotten_tasks, "a.py", "group.create_task(f())"),
        (checks.late_units, "a.py", "Depends(_unit, scope='function')"),
    ],
)
def test_a_check_lets_pass_what_is_fine(check, path, text):
    assert not list(check(path, text))
