mkdocs-genai assets
