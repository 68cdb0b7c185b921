pip install "mkdocs-genai[diagrams-fast]" mkdocs-material
