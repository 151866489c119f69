"""initData as Telegram's clients hand it to a Mini App, signed with a bot's token."""

import hashlib
import hmac
import json
import os
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import NOW

TOKEN = "4242:AAF-token-of-the-shop-for-tests-only"


def person(**more):
    return {"id": 279058397, "first_name": "Vladislav", "last_name": "Kibenko", "username": "vdkfrost"} | more


def signed(token=TOKEN, **fields):
    """Fields with `hash`, written as clients write them; a field given as None is left out."""
    fields = {"user": person(), "auth_date": str(int(NOW.timestamp()))} | fields
    if isinstance(fields["user"], dict):
        fields["user"] = json.dumps(fields["user"], ensure_ascii=False)
    fields = {name: value for name, value in fields.items() if value is not None}
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    fields["hash"] = hmac.new(key, check.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return "&".join(
        f"{quote(name, safe='')}={quote(value, safe='', errors='surrogatepass')}"
        for name, value in fields.items()
    )


def of_a_real_client():
    """A recorded launch with its bot's token and Telegram's signature, which lies beside the checkout."""
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "miniapp"
    path = folder / "init-data-vectors.json"
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing, and CI must have it")
        pytest.skip(f"{path} is missing")
    return json.loads(path.read_text())
