"""The static part of each demonstration: HTML, by a function that computes its numbers."""
