"""What knows a host, beside the plugin itself: MkDocs, Zensical, and the command line, which has none (`plain`)."""
