"""A web server on this machine alone."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and logs nothing: tests say what they have to say themselves."""

    def log_message(self, format: str, *arguments: object) -> None:
        """See SimpleHTTPRequestHandler."""


@contextlib.contextmanager
def listening(handler: type[QuietHandler], folder: Path) -> Iterator[str]:
    """Serve a folder, which may be built later; gives the server's address, without a slash at the end."""
    made = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
