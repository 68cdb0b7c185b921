mkdocs-genai new registry --from-nav
