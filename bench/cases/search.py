"""Search at 50,000 products: one question at a time, in a database of its own."""

import time

import psycopg

from bench.shop import fill
from bench.stage import Figure
from kiosk.catalog import statements
from kiosk.catalog.layouts import other_layouts
from kiosk.kernel.migrations import migrate

ORDER = 20
PRODUCTS = 50_000
LIMIT_MS = 30
TIMES = 15
QUESTIONS = {
    "exact": [
        "кружка",
        "красная",
        "шукемхо",
        "red mug",
        "чашки",
        "красная кружка",
        "category 7",
        "SKU-777-M",
    ],
    "begun": ["кр", "шуке", "красная кру", "blue sh"],
    "typing errors": ["фудболка", "красноя кружко", "крассная крушка шукемко", "bleu candel"],
    "another layout": ["aenjkrf", "rhfcyfz rhe;rf", "иду ьгп", "aelbjkrf"],
    "nothing like it": ["бегемот розовый летающий", "qqqqq wwwww"],
}


def measure(stage):
    """One figure for each kind of question; the goal is its slowest hundredth."""
    url = stage.postgres.ensure_database("large")
    migrate(url)
    fill(url, PRODUCTS)
    figures = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET plan_cache_mode = force_generic_plan")
        for kind, questions in QUESTIONS.items():
            took = sorted(_ask(connection, question) for _ in range(TIMES) for question in questions)
            worst = took[int(0.99 * len(took))]
            figures.append(
                Figure(
                    f"search in {PRODUCTS:,}",
                    kind,
                    1000 * len(took) / sum(took),
                    took[len(took) // 2],
                    worst,
                    note=f"p99 {'under' if worst < LIMIT_MS else 'OVER'} {LIMIT_MS} ms",
                )
            )
    return figures


def _ask(connection, question):
    params = {
        "locale": "ru",
        "category": None,
        "search": question,
        "retyped": other_layouts(question),
        "size": 20,
        "skip": 0,
    }
    begin = time.perf_counter()
    rows = connection.execute(statements.SEARCH, params, prepare=True).fetchall()
    if not rows[0][0]:
        connection.execute(statements.FORGIVING_SEARCH, params, prepare=True).fetchall()
    return (time.perf_counter() - begin) * 1000
