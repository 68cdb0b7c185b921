mkdocs-genai import aiu https://example.org/
