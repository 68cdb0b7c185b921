"""Builds the course site with Zensical: `python -m tests.zensical_site [FOLDER]`, `site-zensical` by default.

Zensical runs no hooks. So the pages that hooks make are written into a copy of docs_dir, in a
temporary folder with all else that mkdocs.yml names, and the Markdown extensions of the other hooks are added to the copy of
mkdocs.yml.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .conftest import ENVIRONMENT, ROOT

_NAMED = ("mkdocs.yml", "docs", "overrides", "tests/plugins", "mkdocs_genai/starter")
"""What mkdocs.yml names, and what that includes."""
_EXTENSIONS = ("mkdocs_genai.blocks", "figures:_Figures", "demos:DemosExtension")
"""In the order in which MkDocs has them: the block `figure` asks for what the plugin's own extension knows."""


_MAKING = ("reference", "gallery")
"""The hooks that make pages."""


def copy_course(folder: Path) -> None:
    """Copy the course into a folder, with the pages that its hooks make."""
    for name in _NAMED:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, copy)
    config = folder / "mkdocs.yml"
    listed = "".join(f"  - {name}\n" for name in _EXTENSIONS)
    text = config.read_text("utf-8")
    assert "\nmarkdown_extensions:\n" in text
    begun, ended = text.split("\nmarkdown_extensions:\n")
    last = ended.index("\n\n") + 1
    config.write_text(f"{begun}\nmarkdown_extensions:\n{ended[:last]}{listed}{ended[last:]}", "utf-8")
    for src_uri, text in _made_pages().items():
        (folder / "docs" / src_uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / src_uri).write_text(text, "utf-8", newline="\n")


def _made_pages() -> dict[str, str]:
    """The pages of hooks. The gallery has its sources alone, because its hook puts the examples in while MkDocs builds."""
    pages: dict[str, str] = {}
    hooks = ROOT / "overrides" / "hooks"
    sys.path.insert(0, str(hooks))  # where MkDocs looks for a hook's imports
    try:
        for name in _MAKING:
            spec = importlib.util.spec_from_file_location(name, hooks / f"{name}.py")
            assert spec is not None
            assert spec.loader is not None
            hook = importlib.util.module_from_spec(spec)
            sys.modules[spec.name] = hook
            spec.loader.exec_module(hook)
            pages |= hook.pages()
    finally:
        sys.path.remove(str(hooks))
    return pages


def build(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Build the copy in a folder, strictly; `variables` are of the environment."""
    command = [
        sys.executable,
        "-c",
        "from mkdocs_genai.cli import main; main()",
        "zensical",
        "build",
        "--strict",
        "-f",
        str(folder / "mkdocs.yml"),
    ]
    modules = {"PYTHONPATH": str(ROOT / "overrides" / "hooks")}
    return subprocess.run(
        command, cwd=folder, env=ENVIRONMENT | modules | variables, capture_output=True, text=True, check=False
    )


def main() -> None:
    """See the module."""
    target = ROOT / (sys.argv[1] if len(sys.argv) > 1 else "site-zensical")
    with tempfile.TemporaryDirectory() as temporary:
        copy_course(Path(temporary))
        done = build(Path(temporary))
        print(done.stdout + done.stderr, end="")
        if done.returncode:
            sys.exit(done.returncode)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(Path(temporary, "site"), target)


if __name__ == "__main__":
    main()
