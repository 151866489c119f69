"""Builds the web applications when their sources have changed since they were built last."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
STAMP = ROOT / ".cache" / "web.json"
NOT_SOURCES = {"node_modules", "dist", "test", "tests"}


def digest(paths: list[Path]) -> str:
    """What distinguishes one state of `paths` from another."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(WEB).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sources() -> list[Path]:
    """The files that a build reads."""
    found, folders = [], [WEB]
    while folders:
        for path in folders.pop().iterdir():
            if path.is_dir() and path.name not in NOT_SOURCES:
                folders.append(path)
            elif path.is_file() and path.suffix != ".tsbuildinfo":
                found.append(path)
    return found


def npm(*arguments: str) -> None:
    """Run npm of the virtual environment in `web/`; its words are shown only when it fails."""
    tools = Path(sys.executable).parent
    done = subprocess.run(  # noqa: S603 - our own arguments
        [tools / "npm", *arguments],
        cwd=WEB,
        # What npm runs looks for `node` on the path, and the machine's own may be too old.
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}\nnpm {' '.join(arguments)} failed")


def main() -> None:
    """Install what the lock file says and build, each only if need be."""
    built = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    packages = digest([WEB / "package-lock.json", WEB / "package.json"])
    state = digest(sources())
    if built.get("packages") != packages or not (WEB / "node_modules").is_dir():
        print("Installing the web packages...", flush=True)
        npm("ci", "--no-audit", "--no-fund")
        built = {"packages": packages}
    applications = [path.parent for path in WEB.glob("apps/*/package.json")]
    if built.get("sources") != state or not all(
        (each / "dist" / "index.html").exists() for each in applications
    ):
        print("Building the web pages...", flush=True)
        npm("run", "build")
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(json.dumps({"packages": packages, "sources": state}))


if __name__ == "__main__":
    main()
