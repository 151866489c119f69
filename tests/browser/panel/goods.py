"""Products for the panel's tests, put into the shop beside the page."""

from typing import Any
from uuid import uuid4

from playwright.async_api import Page


class Api:
    """The owner's own calls, beside the page."""

    def __init__(self, request: Any, base: str, headers: dict[str, str]) -> None:
        self._request = request
        self._base = f"{base}/api/v1/admin"
        self._headers = headers

    async def __call__(self, method: str, path: str, data: Any = None) -> Any:
        answer = await self._request.fetch(
            f"{self._base}{path}", method=method, data=data, headers=self._headers
        )
        assert answer.ok, await answer.text()
        return None if answer.status == 204 else await answer.json()

    async def product(self, name: str, stock: int = 5, **changes: Any) -> Any:
        """Put a plain product into the shop."""
        variant = {"sku": f"T-{uuid4().hex[:10]}", "price": "2190.00", "stock_quantity": stock}
        return await self("POST", "/products/", {"name": name, "variants": [variant], **changes})

    async def stored(self, product: Any) -> Any:
        """The product as it is by now."""
        return await self("GET", f"/products/{product['id']}")

    async def named(self, words: str) -> list[Any]:
        """The products that are found by these words."""
        return (await self("GET", f"/products/?search={words.replace(' ', '%20')}"))["items"]


def a_name() -> str:
    """A name that no other product has, for the search to find."""
    return f"Lamp {uuid4().hex[:8]}"


class LostAnswers:
    """The server does what it is asked, but its answer gets lost on the way: as many times as there are `left`."""

    def __init__(self, method: str, left: int = 1) -> None:
        self._method = method
        self.left = left
        self.sent = 0

    async def cut(self, page: Page, path: str) -> None:
        """Begin to lose the answers of calls to this path."""
        await page.route(path, self._handle)

    async def _handle(self, route: Any) -> None:
        if route.request.method != self._method:
            await route.continue_()
            return
        self.sent += 1
        if self.left == 0:
            await route.continue_()
            return
        self.left -= 1
        await route.fetch()
        await route.abort("connectionreset")
