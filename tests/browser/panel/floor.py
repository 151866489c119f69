"""The other side of the counter: somebody buys while the back office looks."""

import uuid
from typing import Any

from playwright.async_api import APIRequestContext, Browser

PHONE = "+77011112233"
ADDRESS = "Almaty, Abay 1, flat 5"


async def bearer(requests: APIRequestContext, base: str) -> dict[str, str]:
    """The headers of the demo's owner, for calls that a test makes by itself."""
    door = await requests.get(f"{base}/back-office", max_redirects=0)
    token = door.headers["location"].partition("#")[2]
    own = {"X-Kiosk": "1", "Origin": base}
    entered = await requests.post(f"{base}/api/v1/auth/link", data={"token": token}, headers=own)
    return {"Authorization": f"Bearer {(await entered.json())['access_token']}", **own}


async def buy(chromium: Browser, base: str, name: str = "Dana Orazova") -> dict[str, Any]:
    """Somebody orders the first thing that is on the shelf: the order as the API answers it."""
    context = await chromium.new_context()
    try:
        headers = {**await bearer(context.request, base), "Idempotency-Key": uuid.uuid4().hex}
        product = await (await context.request.get(f"{base}/api/v1/products/40")).json()
        variant = next(each for each in product["variants"] if each["stock_quantity"] > 0)
        wanted = {
            "user_details": {"full_name": name, "phone_number": PHONE},
            "shipping_address": ADDRESS,
            "items": [{"variant_id": variant["id"], "quantity": 1}],
        }
        answer = await context.request.post(f"{base}/api/v1/orders/", data=wanted, headers=headers)
        if answer.status == 409:
            await _allow_hoarding(context.request, base, headers)
            answer = await context.request.post(f"{base}/api/v1/orders/", data=wanted, headers=headers)
        assert answer.status == 201, await answer.text()
        return await answer.json()
    finally:
        await context.close()


async def _allow_hoarding(requests: APIRequestContext, base: str, headers: dict[str, str]) -> None:
    """One person buys for a whole day of tests: more than a shop lets a customer hold."""
    address = f"{base}/api/v1/admin/business/"
    business = await (await requests.get(address, headers=headers)).json()
    kept = {name: business[name] for name in ("name", "texts", "default_locale", "time_zone")}
    limits = {"most_waiting_orders": 10_000, "most_daily_orders": 10_000}
    changed = await requests.put(address, data={**kept, **limits}, headers=headers)
    assert changed.ok, await changed.text()
