"""What knows a host, beside the plugin itself: one part of MkDocs's work a file."""
