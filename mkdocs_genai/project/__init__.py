"""Where a course's files are: its mkdocs.yml, pages, languages and layers of a registry. Knows no host."""
