"""What MkDocs asks of the plugin: one part of its work a file."""
