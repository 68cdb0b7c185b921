mkdocs gh-deploy --strict
