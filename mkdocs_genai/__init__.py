"""Topic cards, comparison tables and concept diagrams for MkDocs, out of a YAML registry.

What versions are about is the plugin `genai`, the registry, the blocks and the commands. Modules may change without notice.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
