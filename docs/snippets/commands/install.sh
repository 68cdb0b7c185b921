pip install "mkdocs-genai[diagrams]" mkdocs-material
