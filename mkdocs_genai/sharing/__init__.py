"""The files by which other courses and tools know a course, and reading those of others."""
