"""Input that means harm, or that nobody meant: registries, files and pages that must neither stop nor fool anything."""
