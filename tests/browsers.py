"""A real Chromium or Chrome for the tests: the one that is installed, or one that is installed now. Never none in silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


def find_browser() -> str:
    """The path of a browser that starts. Installs one where there is none, and exits with a word where that fails.

    Playwright's synchronous interface can't be nested: call this while none is open.
    """
    if named := os.environ.get("CHROMIUM"):
        return named if _starts(named) else sys.exit(f"CHROMIUM says {named}, which does not start")
    if found := _installed():
        return found
    _say("no Chromium or Chrome is installed; installing Playwright's")
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    if found := _installed():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _say("that did not work; installing the system's")
        _run("apt-get", "update")
        _run("apt-get", "install", "--yes", "chromium")
        if found := _installed():
            return found
    sys.exit("the tests need a Chromium or Chrome: install one, or say where it is with CHROMIUM=/path/to/it")


def _installed() -> str | None:
    return next(filter(_starts, _candidates()), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    yield from (place for place in _PLACES if Path(place).exists())
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def _starts(path: str) -> bool:
    """Whether a browser is one that starts: Ubuntu's `chromium-browser`, for one, may be a stub that asks for a snap."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS)).close()
    except Error as error:
        _say(f"{path} does not start: {error.message.splitlines()[0]}")
        return False
    return True


def _run(*command: str) -> None:
    # What comes of it is looked at afterwards.
    subprocess.run(command, check=False, stdout=sys.stderr)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(find_browser())
