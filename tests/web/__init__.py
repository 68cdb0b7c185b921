"""The way to the web: workflows, versions, places a site may stand at, and what pages tell machines."""
