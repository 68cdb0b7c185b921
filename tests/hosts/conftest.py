"""The fixtures of whole sites, for hosts too."""

from ..site.conftest import course

__all__ = ["course"]
