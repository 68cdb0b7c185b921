"""Files that a pattern names, those that other plugins make among them."""

from __future__ import annotations

from pathlib import Path

from mkdocs_genai.registry.globs import find_files


def test_a_made_file_counts_where_it_is_in_the_registry_s_folder_and_fits(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "one.yml").write_text("name: One\n", "utf-8")
    (folder / "data" / ".hidden.yml").write_text("name: Hidden\n", "utf-8")
    made = [
        folder / "data" / "two.yml",
        folder / "data" / ".hidden-too.yml",
        folder / "data" / "deep" / "three.yml",
        tmp_path / "elsewhere" / "four.yml",
    ]
    assert [path.name for path in find_files(folder, "data/*.yml", made)] == ["one.yml", "two.yml"]
