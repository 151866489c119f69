"""What the tests of signing in say again and again, and a person with an authenticator application."""

import pyotp

from kiosk.identity.service import Entry, open_session
from kiosk.identity.tokens import AccessClaims, issue_access_token

FACTOR = "/api/v1/auth/second-factor"


def bearer(answer):
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def outcome(answer):
    """The status, and the code of a refusal."""
    return answer.status_code, answer.json().get("code")


class Person:
    """Somebody in a browser, with an authenticator application at hand."""

    def __init__(self, http, runtime, account):
        self.http, self.runtime, self.account = http, runtime, account
        self.headers = self.secret = self.recovery_codes = None

    async def enter(self, *, strong=False, method="telegram"):
        """Come in anew, as the ways in open a session."""
        async with self.runtime.database.unit() as unit:
            entry = Entry(method, "203.0.113.9", "Firefox", is_strong=strong)
            opened = await open_session(unit, self.runtime.settings.secret, self.account.id, entry)
            await unit.commit()
        self.headers = {"Authorization": f"Bearer {opened.access_token}"}
        return self

    async def again(self):
        """The same person in another browser, with nothing shown there yet."""
        other = Person(self.http, self.runtime, self.account)
        other.secret, other.recovery_codes = self.secret, self.recovery_codes
        return await other.enter()

    async def stay(self, by):
        """Use the session for the time `by`, with a new access token in the end."""
        session = await self.session_id()
        self.runtime.clock.advance(by)
        claims = AccessClaims(self.account.id, session)
        token = issue_access_token(self.runtime.settings.secret, claims, self.runtime.clock.now())
        self.headers = {"Authorization": f"Bearer {token}"}

    async def session_id(self):
        return (await self.get("/api/v1/who")).json()["session"]

    def code(self, steps=0):
        """The application's code, `steps` half minutes from now."""
        return pyotp.HOTP(self.secret).at(int(self.runtime.clock.now().timestamp()) // 30 + steps)

    def wrong_code(self, n=100_000):
        return f"{(int(self.code()) + n) % 1_000_000:06}"

    async def begin(self):
        answer = await self.post(f"{FACTOR}/enrolment")
        if answer.status_code == 200:
            self.secret = answer.json()["secret"]
        return answer

    async def confirm(self, code=None):
        answer = await self.post(f"{FACTOR}/enrolment/confirm", {"code": code or self.code()})
        if answer.status_code == 200:
            self.headers, self.recovery_codes = bearer(answer), answer.json()["recovery_codes"]
        return answer

    async def show(self, code=None):
        answer = await self.post(FACTOR, {"code": code or self.code()})
        if answer.status_code == 200:
            self.headers = bearer(answer)
        return answer

    async def get(self, path):
        return await self.http.get(path, headers=self.headers)

    async def post(self, path, body=None):
        return await self.http.post(path, json=body, headers=self.headers)

    async def delete(self, path):
        return await self.http.delete(path, headers=self.headers)
