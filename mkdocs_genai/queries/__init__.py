"""Choosing rows and columns of a comparison."""
