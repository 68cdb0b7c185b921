"""Tests of the docs: every example in them is built or run, and every message in them is what the plugin says."""
