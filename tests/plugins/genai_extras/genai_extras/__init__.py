"""A block, a column type and a kind of chart for mkdocs-genai, one in a file each."""
