"""Where the repository is: one line of pyproject.toml, `[project.urls] Repository`. `python -m tests.address` renews all else.

The address is in files that can't ask for it: GitHub reads its forms, and the package index its links, as they are written.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
_GITHUB = "https://github.com/"


def names_of(address: str) -> dict[str, str]:
    """What is made of the repository's address: the address, that of its Pages, and its id in catalogs."""
    identifier = address.removeprefix(_GITHUB)
    owner, _, name = identifier.partition("/")
    return {"address": address, "pages": f"https://{owner}.github.io/{name}/", "id": f"github_id: {identifier}"}


def repository() -> str:
    """The one line."""
    address: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Repository"]
    return address


def cited() -> str:
    """The address that the other files have."""
    (address,) = re.findall(r"^repository-code: (.*)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    return str(address)


def renewed(text: str, old: str, new: str) -> str:
    """A text with another address."""
    before, after = names_of(old), names_of(new)
    for key in before:
        end = "" if before[key].endswith("/") else r"(?![\w-])"
        text = re.sub(f"{re.escape(before[key])}{end}", after[key], text)
    return text


def tracked() -> list[Path]:
    """All files of the repository that are text."""
    listed = subprocess.run(["git", "grep", "-Il", ""], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def main() -> None:
    """See the module."""
    old, new = cited(), repository()
    for file in tracked():
        text = file.read_text("utf-8")
        if (changed := renewed(text, old, new)) != text:
            file.write_text(changed, "utf-8")
            print(f"renewed {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
