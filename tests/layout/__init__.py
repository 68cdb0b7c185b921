"""Layouts of diagrams by their engines, and what is drawn of them, measured."""
