"""Topic cards, comparison tables and concept diagrams for MkDocs, out of a YAML registry."""

__version__ = "0.1.0"
