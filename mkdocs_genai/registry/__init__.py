"""What a course knows: its shape, its files, its rules. Knows nothing of HTML, Markdown pages or MkDocs."""
