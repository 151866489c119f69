"""Files that we store ourselves, named by their content, so a name never changes its meaning."""

import asyncio
import os
import re
import tempfile
from pathlib import Path

_NAME = re.compile(r"^[0-9a-f]{64}(-[a-z0-9]{1,12})?\.[a-z0-9]{1,5}$")


class FileStore:
    """A folder of immutable files. Names are made by us: 64 hex digits, an optional form, an extension."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """Where `name` lies. Raises ValueError for a name that is not one of ours."""
        if not _NAME.match(name):
            raise ValueError("not a stored file's name")
        return self.root / name[:2] / name

    async def put(self, name: str, content: bytes) -> None:
        """Store `content` under `name`; a reader sees the whole file or none."""
        await asyncio.to_thread(self._put, self.path(name), content)

    async def get(self, name: str) -> bytes:
        """The content of `name`. Raises FileNotFoundError."""
        return await asyncio.to_thread(self.path(name).read_bytes)

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
