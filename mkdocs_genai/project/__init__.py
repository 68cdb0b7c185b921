"""A course's project: its mkdocs.yml, pages, languages and registry layers. Knows no host."""
