mkdocs-genai zensical serve
