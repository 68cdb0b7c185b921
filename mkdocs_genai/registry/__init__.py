"""The registry: its model, its files, its rules. Knows nothing of HTML, Markdown pages or MkDocs."""
