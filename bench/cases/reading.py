"""Page, product and search: from memory, from rows, beside bare ASGI that sends the same bytes."""

import http.client
import itertools
import random

from bench.stage import get

ORDER = 10
AFRESH = {"Cache_Control": "no-cache"}
PEER = {"page": 650, "product": 650, "search": 620}
"""What the best of Vendure 3, Medusa 2 and Saleor 3 does on this shape and set-up."""
WORDS = [
    "кружка",
    "красная футболка",
    "свечи",
    "синяя сум",
    "mug",
    "green candle",
    "кесе",
    "чашки",
    "лампа 7",
]


def measure(stage):
    """All figures of reading."""
    ids = stage.ids("SELECT id FROM products ORDER BY id")
    random.Random(7).shuffle(ids)
    pages = [f"/api/v1/products/?size=20&page={n}" for n in range(1, 51)]
    products = [f"/api/v1/products/{each}" for each in ids]
    figures = []
    with stage.serve("kiosk") as shop:
        for case, paths in (("page", pages), ("product", products)):
            body = stage.folder / f"{case}.json"
            body.write_bytes(_fetch(shop.port, paths[0]))
            floor = _floors(stage, case, paths[0], body)
            figures += floor
            kept = [get(path) for path in paths]
            _warm(shop.port, paths)
            figures += [
                stage.load(case, "Kiosk, kept", shop, kept, goal=floor[0].per_second * 0.15, note="15 % of bare ASGI"),
                stage.load(
                    case, "Kiosk, 304", shop, _not_modified(shop.port, paths), expect=(b"304",), note="the client has it"
                ),
                stage.load(
                    case, "Kiosk, rows read", shop, [get(path, **AFRESH) for path in paths], goal=2000,
                    note=f"best peer {PEER[case]}",
                ),
            ]  # fmt: skip
        figures.append(
            stage.load("search", "Kiosk", shop, _questions(), goal=1000, note=f"best peer {PEER['search']}")
        )
        figures.append(
            stage.load("search", "Kiosk, typing errors", shop, _questions(["фудболка", "кружкка", "rhe;rf"]))
        )
        stage.memory["Kiosk's web process after reading, PSS"] = shop.process.memory_full_info().pss / 2**20
    return figures


def _floors(stage, case, path, body):
    figures = []
    for kind, title in (("bare", "bare ASGI, same bytes"), ("bare-query", "bare ASGI with one query")):
        with stage.serve(kind, "--body", str(body)) as floor:
            figures.append(stage.load(case, title, floor, [get(path)]))
    return figures


def _fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")
    return content


def _warm(port, paths):
    for path in paths:
        _fetch(port, path)


def _not_modified(port, paths):
    requests = []
    for path in paths[:50]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        requests.append(get(path, If_None_Match=answer.headers["etag"]))
    return requests


def _questions(words=WORDS):
    """Endless questions, in a new order each time."""
    from urllib.parse import quote

    dice = random.Random(7)
    for _ in itertools.count():
        for word in dice.sample(words, len(words)):
            yield get(f"/api/v1/products/?size=20&search={quote(word)}")
