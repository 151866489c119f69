"""Google Sheets: products in, orders out, and everything that Google may answer instead."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from kiosk.exchange.ports import Sheets
from kiosk.integrations.sheets import GoogleSheets
from kiosk.kernel.settings import GoogleSettings
from tests.exchange.conftest import as_csv
from tests.exchange.google import LINK, SID, TAB, TITLE, Google
from tests.exchange.test_exports import EVIL, sell
from tests.exchange.test_imports import GOODS


@pytest.fixture(scope="module")
def private_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
async def google(office, private_key, tmp_path):
    plain = serialization.NoEncryption()
    pem = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain
    ).decode()
    key = tmp_path / "key.json"
    key.write_text(
        json.dumps(
            {
                "type": "service_account",
                "client_email": "kiosk@p.iam.gserviceaccount.com",
                "private_key_id": "kid1",
                "private_key": pem,
                "token_uri": "http://169.254.169.254/token",
            }
        )
    )
    async with Google(private_key.public_key()) as served:
        settings = GoogleSettings(key_file=key, sheets_url=served.url, token_url=f"{served.url}/token")
        office.runtime.ports[Sheets] = GoogleSheets(settings, office.runtime.clock)
        yield served


async def bring(office, link=LINK):
    answer = await office.ask("POST", "imports/sheets/", json={"link": link})
    assert answer.status_code == 202, answer.text
    await office.work()
    return await office.look(answer.json()["id"])


async def test_a_sheet_is_read_with_its_ragged_rows(office, google):
    brought = await bring(office)
    assert (brought["state"], brought["name"], brought["from_sheet"]) == ("read", TITLE, True)
    assert await office.remarks(brought["id"]) == ({3: ["exchange.row.no-price"]}, [
        {
            "row": 3, "sku": "TEE", "name": "Футболка", "outcome": "wrong", "notices": [],
            "problems": [{"column": "price", "code": "exchange.row.no-price", "detail": "A new product needs a price."}],
        }
    ])  # fmt: skip
    await office.apply(brought["id"], "good-rows")
    assert [row[:2] for row in await office.catalogue()] == [("MUG-1", "Кружка")]
    asked = [(method, path.partition(SID)[2], query) for method, path, query, _ in google.asked[1:]]
    assert asked == [
        ("GET", "", {"includeGridData": ["false"]}),
        ("GET", "/values:batchGet", {"ranges": [f"'{TAB}'"], "valueRenderOption": ["UNFORMATTED_VALUE"]}),
    ]


async def test_one_token_serves_for_an_hour(office, google, clock):
    sheets = office.runtime.port(Sheets)
    for _ in range(2):
        await sheets.read_table(SID, None)
    assert google.counts["tokens"] == 1
    clock.advance(timedelta(hours=1))
    await sheets.read_table(SID, None)
    assert google.counts["tokens"] == 2


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (403, "exchange.sheet-forbidden", "Share it with kiosk@p.iam.gserviceaccount.com"),
        (404, "exchange.sheet-not-found", "There is no sheet at this link"),
        (401, "exchange.key-refused", "doesn't accept the shop's key"),
        (400, "exchange.sheets-down", "doesn't answer"),
        (302, "exchange.sheets-down", "doesn't answer"),
    ],
)
async def test_what_google_refuses_is_said_in_plain_words(office, google, status, code, said):
    google.trouble = [(status, {"location": "http://169.254.169.254/"})]
    brought = await bring(office)
    assert (brought["state"], brought["refusal"]["code"]) == ("refused", code)
    assert said in brought["refusal"]["detail"]


async def test_revoked_access_is_said(office, google):
    google.revoked = True
    assert (await bring(office))["refusal"]["code"] == "exchange.key-refused"


async def test_a_tab_that_is_gone_is_said(office, google):
    brought = await bring(office, LINK.replace("gid=0", "gid=77"))
    assert brought["refusal"]["code"] == "exchange.sheet-tab-not-found"


async def test_nobody_answers(office, google):
    await google.__aexit__()
    assert (await bring(office))["refusal"]["code"] == "exchange.sheets-down"


async def test_when_google_asks_for_a_pause_the_job_comes_back_after_it(office, google):
    google.trouble = [(429, {"retry-after": "17"})]
    brought = await bring(office)
    assert (brought["state"], brought["refusal"]) == ("waiting", None)
    rows = await office.sql(
        "SELECT EXTRACT(epoch FROM scheduled_at - now()) AS pause FROM procrastinate_jobs"
        " WHERE task_name = 'exchange.fetch' AND status = 'todo'"
    )
    assert [10 < row.pause <= 18.5 for row in rows] == [True]
    await office.sql("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    await office.work()
    assert (await office.look(brought["id"]))["state"] == "read"


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/",
        "https://docs.google.com/document/d/1/edit",
        "http://127.0.0.1:9/spreadsheets/d/" + SID,
    ],
)
async def test_a_wrong_link_is_refused_at_once(office, google, link):
    answer = await office.ask("POST", "imports/sheets/", json={"link": link})
    assert (answer.status_code, answer.json()["code"]) == (422, "exchange.not-a-sheet-link")
    assert google.asked == []


async def test_without_a_key_it_is_said(office):
    assert (await bring(office))["refusal"]["code"] == "exchange.no-google-key"


async def export(office, tab, **which):
    answer = await office.ask("POST", "exports/orders/sheets/", json={"link": LINK, "tab": tab, **which})
    assert answer.status_code == 202, answer.text
    await office.work()
    return (await office.ask("GET", f"exports/orders/sheets/{answer.json()['id']}")).json()


@pytest.fixture
async def sold(office):
    await office.take_in(as_csv([*GOODS, ["EVIL", EVIL, "", "5", "", "9", "", "", "", ""]]))
    ids = {row.sku: row.id for row in await office.sql("SELECT id, sku FROM product_variants")}
    await sell(office, {ids["MUG"]: 2, ids["EVIL"]: 1})


@pytest.mark.sec("D01")
async def test_orders_are_written_raw_by_one_call(office, google, sold):
    done = await export(office, TAB)
    assert (done["state"], done["rows"]) == ("written", 2)
    posts = [
        (path.partition(SID)[2], json.loads(body))
        for m, path, _, body in google.asked
        if m == "POST" and SID in path
    ]
    assert [path for path, _ in posts] == ["/values:batchUpdate"]
    body = posts[0][1]
    assert body["valueInputOption"] == "RAW"
    (data,) = body["data"]
    assert data["range"] == f"'{TAB}'!A1"
    header, *rows = data["values"]
    assert len(data["values"]) == 1000  # what stood below is emptied by the same call
    assert {row[header.index("Product name")] for row in rows[:2]} == {"Кружка", EVIL}
    assert sorted(row[header.index("Sum")] for row in rows[:2]) == [5, 1181]
    assert set(rows[2]) == {""}


async def test_a_new_tab_is_made(office, google, sold):
    await export(office, "Заказы's", since="2026-11-21", until="2026-11-21", status=["pending"])
    posts = [
        (path.partition(SID)[2], json.loads(body))
        for m, path, _, body in google.asked
        if m == "POST" and SID in path
    ]
    assert [path for path, _ in posts] == [":batchUpdate", "/values:batchUpdate"]
    properties = posts[0][1]["requests"][0]["addSheet"]["properties"]
    assert properties == {"title": "Заказы's", "gridProperties": {"rowCount": 3, "columnCount": 19}}
    assert posts[1][1]["data"][0]["range"] == "'Заказы''s'!A1"


async def test_an_export_that_google_refuses_says_why(office, google, sold):
    google.trouble = [(403, {})]
    done = await export(office, TAB)
    assert (done["state"], done["refusal"]["code"]) == ("refused", "exchange.sheet-forbidden")
    assert (await office.ask("GET", "exports/orders/sheets/999")).status_code == 404
