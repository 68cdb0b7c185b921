"""What makes a release of a commit, all but the upload; needs no other package but `build`.

    python -m tests.release check          can this become a release one day?
    python -m tests.release check v1.2.3   can it be released now, with this tag?
    python -m tests.release notes v1.2.3   what CHANGELOG.md says of it

`check` leaves the wheel and the source in dist/.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNRELEASED = "Unreleased"


def current_version() -> str:
    """The version in the package."""
    (version,) = re.findall(r'^__version__ = "(.*)"$', (ROOT / "mkdocs_genai/__init__.py").read_text("utf-8"), re.MULTILINE)
    return str(version)


def sections(changelog: str) -> dict[str, str]:
    """What a changelog says, by the heading of the version: `Unreleased`, or `1.2.3 (2026-12-31)`."""
    _, *parts = re.split(r"^## ", changelog, flags=re.MULTILINE)
    return {heading.strip(): body.strip() for heading, _, body in (part.partition("\n") for part in parts)}


def faults(version: str, tag: str | None, changelog: str) -> list[str]:
    """What stands against a release of this version; without a tag, against the state between two releases."""
    found = sections(changelog)
    first = next(iter(found), "")
    if tag is None:
        is_open = first == UNRELEASED or re.fullmatch(rf"{re.escape(version)} \(\d{{4}}-\d\d-\d\d\)", first)
        return [] if is_open and found[first] else [f"CHANGELOG.md begins with '{first}'; begin it with '## {UNRELEASED}'"]
    wrong = []
    if tag != f"v{version}":
        wrong.append(f"the tag is {tag}, but mkdocs_genai/__init__.py says {version}")
    if not re.fullmatch(rf"{re.escape(version)} \(\d{{4}}-\d\d-\d\d\)", first) or not found[first]:
        wrong.append(f"CHANGELOG.md begins with '{first}'; begin it with '## {version} (YYYY-MM-DD)'")
    return wrong


def notes(tag: str, changelog: str) -> str:
    """What a changelog says of a tag's version. Raises SystemExit where it says nothing."""
    version = tag.removeprefix("v")
    for heading, body in sections(changelog).items():
        if heading.partition(" ")[0] == version:
            return body
    sys.exit(f"CHANGELOG.md has no part for {version}")


def build(folder: Path) -> dict[str, str]:
    """Build the source, and the wheel of it, into an empty folder; the hashes of both."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def main(command: str, tag: str | None = None) -> None:
    """See the module."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    if command == "notes":
        print(notes(tag or "", changelog))
        return
    if wrong := faults(current_version(), tag, changelog):
        sys.exit("\n".join(wrong))
    built = build(ROOT / "dist")
    with tempfile.TemporaryDirectory() as again:
        if build(Path(again, "dist")) != built:
            sys.exit("two builds of the same source differ, so that nobody could build again what is published")
    for name, digest in built.items():
        print(f"{digest}  dist/{name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
