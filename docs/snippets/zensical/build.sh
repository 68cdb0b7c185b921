mkdocs-genai zensical build --strict
