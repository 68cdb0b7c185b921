"""Topic cards, comparison tables and concept diagrams for MkDocs, out of a YAML registry.

The version number covers the plugin `genai`, the registry, the blocks, the commands and `mkdocs_genai.api`. Other modules may
change without notice.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
