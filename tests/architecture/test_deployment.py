"""What is shipped: the image, the composition of containers, the locked packages."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
OURS = ("migrate", "web", "worker")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_only_the_proxy_is_reachable_from_outside(compose):
    published = {name for name, service in compose["services"].items() if service.get("ports")}
    assert published == {"caddy"}
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis"):
        assert compose["services"][name]["networks"] == ["inside"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_write_nothing_but_their_data(compose, name):
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["volumes"] == ["data:/data"]


def test_no_secret_has_a_default(compose):
    text = (ROOT / "compose.yaml").read_text()
    for name in ("POSTGRES_PASSWORD", "KIOSK_SECRET_KEY"):
        assert re.findall(rf"\$\{{{name}[^}}]*\}}", text)
        assert all(":?" in use for use in re.findall(rf"\$\{{{name}[^}}]*\}}", text))
    assert "${KIOSK_TELEGRAM_TOKEN:-}" in text  # without one, the panel asks for it


def test_the_web_container_gets_the_time_to_finish(compose):
    from kiosk.server import GRACE_SECONDS

    assert int(compose["services"]["web"]["stop_grace_period"].rstrip("s")) > GRACE_SECONDS


def variables():
    """The variables of the environment that mean something; groups of settings have names of their own."""
    from kiosk.kernel.settings import Settings

    for name, field in Settings.model_fields.items():
        group = getattr(field.annotation, "model_fields", None)
        for inner in group or [""]:
            yield f"KIOSK_{name}_{inner}".rstrip("_").upper()


def test_every_setting_of_the_composition_exists(compose):
    assert set(compose["services"]["web"]["environment"]) <= set(variables())


def test_every_setting_is_explained():
    names = set(variables()) - {"KIOSK_TELEGRAM_IS_FROM_PANEL"}  # the panel's mark, not a setting
    operating = (ROOT / "docs" / "operating.md").read_text()
    assert not {name for name in names if f"`{name}`" not in operating}


def test_the_image_runs_as_nobody_in_particular():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    user = next(line.split()[1] for line in reversed(lines) if line.startswith("USER "))
    assert user not in {"root", "0"}
    last_stage = max(index for index, line in enumerate(lines) if line.startswith("FROM "))
    assert any(line.startswith("USER ") for line in lines[last_stage:])
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*"
    assert not {"!.env", "!.git", "!.kiosk"} & set(ignored)


def test_the_image_and_make_use_the_same_uv():
    image = re.search(r"uv==([\d.]+)", (ROOT / "Dockerfile").read_text())
    make = re.search(r"UV_VERSION := ([\d.]+)", (ROOT / "Makefile").read_text())
    assert image
    assert make
    assert image[1] == make[1]


def test_every_locked_web_package_has_a_version_and_a_checksum():
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        if "node_modules/" in name and not package.get("link"):
            assert package.get("version"), name
            assert package.get("integrity"), name


def test_every_locked_python_package_has_a_checksum():
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    for package in packages:
        for file in (*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())):
            assert file["hash"].startswith("sha256:"), package["name"]


def test_make_says_what_there_is():
    text = (ROOT / "Makefile").read_text()
    for target in ("demo", "test", "check", "format", "bench", "faults"):
        assert re.search(rf"^{target}:.*## ", text, re.MULTILINE)
