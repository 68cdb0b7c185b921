"""A running `mkdocs serve`, as an author has it in a terminal."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..conftest import COUNTED, ENVIRONMENT

HANG = 60_000
"""Milliseconds after which a preview counts as hanging; a rebuild on a busy machine takes several seconds."""


@dataclass(frozen=True)
class Running:
    """A preview: its address, which ends with a slash, and the folder it writes the site into."""

    url: str
    site: Path


def free_address() -> str:
    """Host and port on this machine alone, where no one listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def running(root: Path, *options: str, address: str | None = None) -> Iterator[Running]:
    """Serve the course in `root` until the block ends; fails if the preview dies, or says that our code broke."""
    address = address or free_address()
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml"), "--dev-addr", address, *options]
    said: list[str] = []
    started = threading.Event()

    def listen(stderr: IO[str]) -> None:
        # All the time, or after some dozens of rebuilds a full pipe would halt the preview.
        for line in stderr:
            said.append(line)
            if "Serving on" in line:
                started.set()

    with (
        tempfile.TemporaryDirectory() as temporary,
        subprocess.Popen(
            command, env=ENVIRONMENT | COUNTED | {"TMPDIR": temporary}, stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        assert process.stderr is not None
        listener = threading.Thread(target=listen, args=[process.stderr])
        listener.start()
        try:
            assert started.wait(60), f"the preview did not start:\n{''.join(said)}"
            (site,) = Path(temporary).glob("mkdocs_*")
            yield Running(f"http://{address}/", site)
            assert process.poll() is None, f"the preview died:\n{''.join(said)}"
        finally:
            # Coverage, when it counts, saves what it has before the signal ends the process.
            process.terminate()
            listener.join()
    assert "Traceback" not in "".join(said), "".join(said)
