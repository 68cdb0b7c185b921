mkdocs-genai schema --write
