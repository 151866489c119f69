"""Writes the panel's API client from the API's own description; with `--check` only says whether it is fresh."""

import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from kiosk.app import build_runtime, create_api
from kiosk.kernel.settings import Settings

WEB = Path(__file__).resolve().parents[1] / "web"
PACKAGE = WEB / "packages" / "client"
CLIENT = PACKAGE / "src" / "generated"
NOT_FOR_PEOPLE = ("/health/",)


def describe(path: Path) -> None:
    """Write the description of the API without starting anything."""
    document = create_api(build_runtime(Settings(), "postgresql://")).openapi()
    document["paths"] = {
        name: operations
        for name, operations in document["paths"].items()
        if not name.startswith(NOT_FOR_PEOPLE)
    }
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def generate(target: Path) -> None:
    """Write the client into `target`."""
    with tempfile.TemporaryDirectory() as folder:
        description = Path(folder) / "openapi.json"
        describe(description)
        done = subprocess.run(  # noqa: S603 - our own arguments
            [WEB / "node_modules" / ".bin" / "openapi-ts"],
            cwd=PACKAGE,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
                "KIOSK_OPENAPI": str(description),
                "KIOSK_CLIENT": str(target),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}\nThe client could not be written.")


def differences(one: Path, other: Path) -> list[str]:
    """The files that differ between two folders."""
    names = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    return sorted(
        str(name)
        for name in names
        if not ((one / name).exists() and (other / name).exists())
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


def main() -> None:
    """Write, or compare."""
    if "--check" not in sys.argv[1:]:
        generate(CLIENT)
        return
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        stale = differences(Path(folder), CLIENT)
    if stale:
        sys.exit(f"The API client is stale ({', '.join(stale)}). Write it anew: make client")


if __name__ == "__main__":
    main()
