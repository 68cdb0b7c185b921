mkdocs-genai schema area -o area.schema.json
