mkdocs-genai export --quiz qti -o quiz.zip
