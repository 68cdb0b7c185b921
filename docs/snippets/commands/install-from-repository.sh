pip install "mkdocs-genai[diagrams-fast] @ git+https://github.com/mkdocs-genai/mkdocs-genai" mkdocs-material
