# Each target does all its own set-up, in .venv. PYTHON names another Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt

# What needs no site, no browser and no process of its own.
UNIT_TESTS := tests/test_house.py tests/test_i18n.py tests/registry tests/render tests/blocks tests/columns tests/docs/test_faults.py

# The alphabets that the course is written in, each a file of its own.
SANS := @fontsource-variable/source-sans-3/files/source-sans-3
FONTS := $(SANS)-latin-wght-normal $(SANS)-latin-wght-italic $(SANS)-latin-ext-wght-normal $(SANS)-greek-wght-normal \
  @fontsource/source-serif-4/files/source-serif-4-latin-600-normal

# Material prints a banner about MkDocs 2 on every start; this silences it.
export NO_MKDOCS_2_WARNING := 1
# Where it is set, Python would compile the plugin anew for each build, as no installed package is.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site site-zensical serve check test test-slow fuzz hostile check-editor check-links audit bench clean matrix \
  lint release-check pictures versions figures fonts

site: $(VENV)/site ## Build the course site into site/, strictly
	$(BIN)/mkdocs build --strict

site-zensical: $(VENV)/test ## Build the course site with Zensical into site-zensical/, strictly
	$(BIN)/python -m tests.zensical_site

serve: $(VENV)/site ## Preview the course site while you write
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/test ## Check format, lint and types, and run the tests that build no site; before each commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python $(TESTS) $(UNIT_TESTS)

# From Python 3.12 on, counting the lines that tests run costs next to nothing; the tracer of 3.11 doubles all times,
# and counts with COUNTS=yes alone.
COUNTS = $(shell $(BIN)/python -c 'import sys; print("yes" * (sys.version_info >= (3, 12)))')
TESTS = -m pytest --numprocesses auto --dist worksteal

test: $(VENV)/test ## Check format, lint, types, strict build, tests, and from Python 3.12 on that these run every line
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m tests.vulnerabilities
	$(BIN)/python -m tests.browsers
	$(BIN)/mkdocs build --strict
	$(if $(COUNTS),$(BIN)/coverage erase)
	$(BIN)/$(if $(COUNTS),coverage run,python) $(TESTS) -m "not slow"
	$(if $(COUNTS),$(BIN)/coverage combine --quiet)
	# Fails where a line of mkdocs_genai is run by no test, and names it.
	$(if $(COUNTS),$(BIN)/coverage report)

# Every line that these run is run by faster tests too.
test-slow: $(VENV)/test ## Run the tests that `make test` leaves out: sweeps of all pages, of hostile texts and of many rounds
	$(BIN)/python -m tests.browsers
	$(BIN)/python $(TESTS) -m slow

check-editor: $(VENV)/test ## Drive a real YAML language server over the registry's schema
	$(BIN)/python -m pytest tests/editor

check-links: $(VENV)/links ## Check links and anchors of the site that `make site` built
	# 404.html is for any address, so its links begin at the domain.
	$(BIN)/lychee --offline --no-progress --include-fragments --extensions html --index-files index.html --exclude-path '404\.html$$' site

audit: site $(VENV)/test ## Audit the site: Lighthouse on three pages, the weight of all, the form of every address; needs Node.js
	npm install --prefix tests/audit --no-audit --no-fund --no-package-lock
	# Writes what it found into docs/snippets/costs/audit.md.
	$(BIN)/python -m tests.audit site

hostile: $(VENV)/test ## Take all payloads through a browser, and look at thousands of generated registries; takes long
	PAYLOADS=all HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/hostile

matrix: $(VENV)/matrix ## Build a small course with every host, beside other plugins, in environments of their own
	$(BIN)/python -m tests.matrix

lint: $(VENV)/test ## Check format, lint and types, and the repository's own files: workflows, metadata, addresses
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/repository

release-check: $(VENV)/test ## Do all of a release but the upload; TAG=v1.2.3 checks that this version can be released
	$(BIN)/python -m tests.release check $(TAG)
	DISTRIBUTION=dist $(BIN)/python -m pytest tests/repository tests/site/test_wheel.py tests/docs/test_readme.py

pictures: site ## Take the pictures of README.md from the site that `make site` built
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --group test
	$(BIN)/python -m tests.pictures

figures: $(VENV)/figures ## Draw the course's figures anew and compute its sounds, into docs/assets
	$(BIN)/python -m overrides.figures

versions: $(VENV)/matrix ## Run the unit tests and build the site with the lowest and newest packages, on each Python that is there
	$(BIN)/python -m tests.matrix.versions $(UNIT_TESTS)

fonts: ## Take the course's fonts anew from the packages that carry them, into docs/assets/fonts; needs Node.js
	npm install --prefix .cache/fonts --no-audit --no-fund --no-package-lock @fontsource-variable/source-sans-3@5 @fontsource/source-serif-4@5
	cd .cache/fonts/node_modules && cp $(FONTS:%=%.woff2) @fontsource-variable/source-sans-3/LICENSE $(CURDIR)/docs/assets/fonts
	mv docs/assets/fonts/LICENSE docs/assets/fonts/LICENSE.txt

fuzz: $(VENV)/test ## Fuzz loading, checking and rendering, guided by coverage, for SECONDS (600)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --group fuzz
	$(BIN)/python -m tests.hostile.fuzz $(or $(SECONDS),600)

bench: $(VENV)/bench ## Compare times of cold builds with writing by hand and with peers, and look at a preview and at loading
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.preview
	$(BIN)/python -m tests.benchmarks.load

clean: ## Remove all that was built
	rm -rf $(VENV) site site-zensical .cache dist

$(VENV)/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which with PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	# Dependency groups need pip 25.1.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'

$(VENV)/site: $(VENV)/bin/pip pyproject.toml $(CONSTRAINTS)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --editable . --group site
	touch $@

$(VENV)/test: $(VENV)/site
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --group test
	touch $@

$(VENV)/figures: $(VENV)/bin/pip pyproject.toml $(CONSTRAINTS)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --group figures
	touch $@

$(VENV)/links: $(VENV)/site
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS) --group links
	touch $@

$(VENV)/matrix: $(VENV)/test
	$(BIN)/pip install --quiet --disable-pip-version-check --group matrix
	touch $@

$(VENV)/bench: $(VENV)/site
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	touch $@
