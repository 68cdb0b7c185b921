mkdocs-genai info
