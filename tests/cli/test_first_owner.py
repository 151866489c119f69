"""A shop that nobody owns yet says how it is taken: by whoever reads the terminal of the machine."""

import re
import subprocess

import httpx2
import psycopg
import pytest

from tests.cli.test_serve import KIOSK, SECRET, end, environment, free_port, wait_for

PASSWORD = "correct horse battery staple"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/admin/invitation#(\S+)")


def accept(base, token, login="marina"):
    body = {"token": token, "login": login, "password": PASSWORD, "first_name": "Marina"}
    return httpx2.post(f"{base}/api/v1/auth/invitations/accept", json=body)


@pytest.mark.sec("B19")
@pytest.mark.timeout(120)
def test_b19_the_first_start_prints_one_link_and_the_next_start_none(database_url, tmp_path):
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = environment(database_url=database_url, secret_key=SECRET, port=port, data_dir=tmp_path)
    for first in (True, False):
        with (tmp_path / "log").open("w+") as log:
            process = subprocess.Popen(
                [KIOSK, "serve", "--faces", "api"], env=settings, stderr=log, cwd=tmp_path
            )
            try:
                wait_for(f"{base}/health/ready", process)
                printed = subprocess.run(
                    [KIOSK, "create-owner"],
                    env=settings,
                    cwd=tmp_path,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                shown = LINK.findall((tmp_path / "log").read_text())
                assert len(shown) == (1 if first else 0)
                if first:
                    assert accept(base, shown[0]).status_code == 201
                    # Used once; and with an owner there, whatever else was printed is worth nothing.
                    assert accept(base, shown[0], "other").status_code == 410
                    assert accept(base, LINK.search(printed.stdout)[1], "other").status_code == 410
                else:
                    assert accept(base, LINK.search(printed.stdout)[1], "other").status_code == 201
            finally:
                end(process)
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT count(*) FROM account_roles WHERE role = 'owner'").fetchone() == (
            2,
        )
        stored = connection.execute("SELECT string_agg(token_hash, ' ') FROM invitations").fetchone()[0]
        assert shown == [] or shown[0] not in stored


def test_an_owner_with_a_login_is_made_as_before(database_url, tmp_path):
    settings = environment(
        database_url=database_url, secret_key=SECRET, data_dir=tmp_path, owner_password=PASSWORD
    )
    done = subprocess.run(
        [KIOSK, "create-owner", "marina"], env=settings, cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "marina owns this shop now.\n")
