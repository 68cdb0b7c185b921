"""What several rooms of tests share: real builds, an environment of another course, a server for built sites, a browser."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from filelock import FileLock
from playwright.sync_api import Browser, expect, sync_playwright

from mkdocs_genai.render.mermaid_engines import Engine, mermaid, merman

from . import theme_templates
from .browsers import ARGUMENTS, find_browser
from .web_server import QuietHandler, listening

ROOT = Path(__file__).parents[1]
# MkDocs puts the day of the build into sitemap.xml; no test shall see midnight.
_SET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1800000000"}
_COUNTING = "COVERAGE_PROCESS_CONFIG"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != _COUNTING} | _SET
"""The variables of processes that tests start, of which no lines are counted: that would double their time."""
COUNTED = {name: value for name, value in os.environ.items() if name == _COUNTING}
"""With these too, lines of such a process are counted, where it runs some that run in no test's own process."""
_UNCOUNTED = {ROOT / "tests" / folder for folder in ("audit", "browser", "editor", "repository")}
SUB_PATH = "/course/"
SITE_URL = f"https://example.org{SUB_PATH}"


def write_tree(root: Path, tree: str) -> None:
    """Write files: each begins with a line `--- path`."""
    for part in tree.strip("\n").removeprefix("--- ").split("\n--- "):
        name, _, content = part.partition("\n")
        file = root / name.strip()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content + "\n", "utf-8", newline="\n")


def run_mkdocs(
    *arguments: object, python: Path = Path(sys.executable), cwd: Path | None = None, counted: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a user would; `variables` are of its environment."""
    environment = ENVIRONMENT | (COUNTED if counted else {}) | variables
    command = [str(python), "-m", "mkdocs", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="session", autouse=True)
def _fast_builds() -> Iterator[None]:
    """Builds in this process take a third of the time."""
    with theme_templates.done_once():
        yield


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Count no lines, neither in this process nor in those that it starts."""
    counting = Coverage.current()
    if counting is None or _COUNTING not in os.environ:
        yield
        return
    counting.stop()
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.delenv(_COUNTING)
            yield
    finally:
        counting.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In some folders, all tests run lines that others run too."""
    for item in items:
        if item.path.parent in _UNCOUNTED:
            item.add_marker("uncounted")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines while a test runs that is marked so."""
    with uncounted() if item.get_closest_marker("uncounted") else contextlib.nullcontext():
        return (yield)


MakeOnce = Callable[[str, Callable[[Path], None]], Path]
"""Makes a folder of a name, by a function that fills it, and only once for all the processes that run tests."""


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """See MakeOnce."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / f"once-{name}"
        # Whichever test comes first makes it, so that it counts for none.
        with FileLock(f"{folder}.lock"), uncounted():
            if not (folder / "whole").exists():
                folder.mkdir()
                fill(folder)
                (folder / "whole").touch()
        return folder

    return make


@pytest.fixture(scope="session")
def project_site(make_once: MakeOnce) -> Path:
    """The course site, built strictly, for the sub-path that `served` serves."""

    def build(folder: Path) -> None:
        done = run_mkdocs("build", "--strict", "-f", ROOT / "mkdocs.yml", "-d", folder / "site", SITE_URL=SITE_URL)
        assert done.returncode == 0, done.stderr

    return make_once("project", build) / "site"


@pytest.fixture(scope="session")
def distribution(make_once: MakeOnce) -> Path:
    """The folder of what is published: the source, and the wheel that is built of it and not of this checkout.

    DISTRIBUTION names a folder that was built before, to test the very files that are going to be published.
    """
    if built := os.environ.get("DISTRIBUTION"):
        return ROOT / built

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(ROOT)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return make_once("distribution", build) / "dist"


@pytest.fixture(scope="session")
def wheel(distribution: Path) -> Path:
    """The package as it is published."""
    (built,) = distribution.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def bare_python(wheel: Path, make_once: MakeOnce) -> Path:
    """The Python of another course: it has the wheel and Material, and neither our extras nor this checkout."""
    place = "venv/Scripts/python.exe" if os.name == "nt" else "venv/bin/python"

    def install(folder: Path) -> None:
        venv.create(folder / "venv", symlinks=os.name != "nt")
        pip = [sys.executable, "-m", "pip", "--python", str(folder / place), "install", "--disable-pip-version-check"]
        # Python compiles what is imported; pip would compile all.
        pip += ["--no-compile", "--constraint", str(ROOT / ".ci/constraints.txt")]
        command = [*pip, str(wheel), "mkdocs-material"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return make_once("bare-python", install) / place


class _Handler(QuietHandler):
    """Serves a site under a sub-path, as a project's page on GitHub is."""

    def translate_path(self, path: str) -> str:
        """See SimpleHTTPRequestHandler; outside the sub-path there is nothing."""
        inside = path.startswith(SUB_PATH)
        return super().translate_path("/" + path.removeprefix(SUB_PATH) if inside else "/no-such-file")

    def do_GET(self) -> None:
        """See SimpleHTTPRequestHandler; the sitemap names this server, port included.

        Material navigates instantly to pages of the sitemap only, and puts into those addresses its own host, but not its port.
        """
        if self.path != f"{SUB_PATH}sitemap.xml":
            return super().do_GET()
        here = f"http://{self.headers['Host']}{SUB_PATH}"
        sitemap = Path(self.directory, "sitemap.xml").read_text("utf-8").replace(SITE_URL, here)
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.end_headers()
        self.wfile.write(sitemap.encode())
        return None


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site on this machine alone; gives its address, which ends with a slash."""
    with listening(_Handler, site) as address:
        yield f"{address}{SUB_PATH}"


@pytest.fixture(scope="session")
def project_url(project_site: Path) -> Iterator[str]:
    """The address of the course site, served under a sub-path."""
    with served(project_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser(make_once: MakeOnce) -> Iterator[Browser]:
    """A real browser, with a fresh profile."""

    def note(folder: Path) -> None:
        (folder / "path").write_text(find_browser(), "utf-8")

    # Where there is none yet, two processes would install it at once, and one of them would fail.
    path = (make_once("browser", note) / "path").read_text("utf-8")
    expect.set_options(timeout=30_000)  # a busy machine is no fault; what is as expected costs no time
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


def engine_named(module: str) -> Engine:
    """The engine of a module, where that is installed."""
    make = {"mmdr": merman, "mermaidx": mermaid}[module]
    return make(pytest.importorskip(module, reason="an extra is not installed").render)
