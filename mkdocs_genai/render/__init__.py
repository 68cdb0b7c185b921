"""Things of the registry as HTML. Knows the registry, and nothing of Markdown pages or MkDocs."""
