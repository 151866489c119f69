"""The shop that is measured: made by SQL in a moment, the same every time."""

from pathlib import Path

import psycopg

_SEED = Path(__file__).with_name("seed.sql")
_AT_ONCE = 1_000


def fill(url: str, products: int) -> None:
    """Put a shop of so many products, with three variants each in 20 categories, into an empty database."""
    with psycopg.connect(url, autocommit=True) as connection:
        # The rows are sound; checking each of them at the commit would take longer than making them.
        connection.execute("SET session_replication_role = replica")
        connection.execute(_SEED.read_text().replace("{products}", str(products)).encode())
        connection.execute("VACUUM ANALYZE")
        for begin in range(0, products, _AT_ONCE):
            connection.execute(
                "SELECT kiosk_index_products(ARRAY(SELECT id FROM products WHERE id > %s AND id <= %s))",
                (begin, begin + _AT_ONCE),
            )
            if begin in {0, 8 * _AT_ONCE}:
                connection.execute("ANALYZE product_search, search_words")
        connection.execute("VACUUM ANALYZE")
