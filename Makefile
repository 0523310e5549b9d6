# One word for each chore; `make` alone lists them.

PYTHON ?= python3
TEXTS ?= ../shared/sources
CHROMIUM ?= chromium
export CHROMIUM
unexport PYTHONDONTWRITEBYTECODE  # else each of the processes that the tests start compiles all modules anew
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
MARKS := $(addprefix $(VENV)/,installed installed-dev installed-bench)

.DEFAULT_GOAL := help
.PHONY: help run switch stop test check browser fuzz soak replicas restarts slow proxy outages data bench lock clean

help:  ## list these words
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r word meaning; do \
		printf '  make %-9s %s\n' "$$word" "$$meaning"; done

run: $(VENV)/installed  ## start the site on port 8000 (PORT=… for another); it starts anew when the code changes
	@exec $(MANAGE) serve

switch: $(VENV)/installed  ## switch the running site to the code that is here now, without refusing a request
	@$(BIN)/python -m medtech_kb.serving.switching

stop: $(VENV)/installed  ## stop the embedded database, which outlives the site
	@$(BIN)/python -m postgres.embedded stop

test: $(VENV)/installed-dev  ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/installed-dev  ## hold code, templates, settings and API schema against the rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates/admin
	$(BIN)/djlint --quiet --lint --profile jinja templates/site
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) check --fail-level WARNING
	$(BIN)/python -m postgres.embedded start
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) spectacular --api-version v1 --validate --fail-on-warn --file var/schema.yaml
	$(MANAGE) write_docs --check
	MEDTECH_ENV=production MEDTECH_ALLOWED_HOSTS=kb.example.org \
		MEDTECH_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(MANAGE) check --deploy --fail-level WARNING

browser: $(VENV)/installed-dev  ## drive the pages in Chromium (CHROMIUM=… names it); fails where there is none
	@command -v "$(CHROMIUM)" >/dev/null || { \
		echo "There is no '$(CHROMIUM)': on Debian, 'apt-get install chromium fonts-noto-cjk' brings it." >&2; exit 1; }
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser

fuzz: $(VENV)/installed-dev  ## ask thousands of random questions of lists, facets and search
	$(BIN)/python -m pytest -n 2 -m fuzz

soak: $(VENV)/installed-dev  ## the tests of random states, writes, moments, undoing and editors in full (STATES=, WRITES=, MOMENTS=, UNDONE=, EDITORS=)
	SOAK_STATES=$(or $(STATES),200) SOAK_MOMENTS=$(or $(MOMENTS),200) SOAK_WRITES=$(or $(WRITES),1000) \
		SOAK_UNDONE=$(or $(UNDONE),200) SOAK_EDITORS=$(or $(EDITORS),200) $(BIN)/python -m pytest -n 2 -o faulthandler_timeout=0 \
		tests/curation/test_random_states.py tests/history/test_random_writes.py tests/history/test_undo.py tests/admin/test_interleavings.py

replicas: $(VENV)/installed-dev  ## kill, stop and delay a replica under load; no read may fail
	$(BIN)/python -m pytest -m replicas

restarts: $(VENV)/installed-dev  ## change the code under the running site, and switch; no request may fail
	$(BIN)/python -m pytest -m restarts

slow: $(VENV)/installed-dev  ## hold hundreds of slow connections (CONNECTIONS=, SECONDS= each kind, MOST= seconds a read may take)
	SLOW_CONNECTIONS=$(or $(CONNECTIONS),500) SLOW_SECONDS=$(or $(SECONDS),60) SLOW_MOST=$(or $(MOST),1) \
		$(BIN)/python -m pytest -s -m slow

proxy: $(VENV)/installed-dev  ## put Debian's nginx in front of the site, and have systemd read its units; fails where there is none
	$(BIN)/python -m pytest -m proxy

outages: $(VENV)/installed-dev  ## replicas, restarts and slow side by side, each kind of slow connection held for ten seconds
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "replicas or restarts or slow"

data: $(VENV)/installed  ## load the fixtures, and hold the citations against the articles where they are at hand
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_kb
	@if [ -d "$(TEXTS)" ]; then $(MANAGE) verify_citations "$(TEXTS)"; \
		else echo "No articles at $(TEXTS) (TEXTS=folder names them): the citations were not verified."; fi

bench: $(VENV)/installed-bench  ## measure the site with N generated companies (N=1000), beside a limit and peers
	@command -v wrk >/dev/null || { echo "There is no 'wrk': on Debian, 'apt-get install wrk' brings it." >&2; exit 1; }
	$(BIN)/python -m benchmarks.run $(or $(N),1000) $(BENCH)

lock: $(VENV)/installed-dev  ## remake the lock files from pyproject.toml, with what is newest (UPGRADE= keeps what is there)
	$(BIN)/python -m venv $(VENV)/uv
	$(VENV)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) pyproject.toml --output-file requirements.lock >/dev/null
	$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.lock >/dev/null
	$(COMPILE) --group bench --output-file requirements-bench.lock >/dev/null

UPGRADE ?= --upgrade
COMPILE = $(VENV)/uv/bin/uv pip compile --no-config --quiet --universal --generate-hashes --no-header \
		--no-annotate $(UPGRADE)

clean:  ## remove what was installed and cached; the database in var/ stays
	-@[ ! -x $(BIN)/python ] || $(BIN)/python -m postgres.embedded stop
	rm -f $(MARKS)  # first, so that half of a removed environment isn't taken for a whole one
	rm -rf $(VENV) var/static .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .coverage htmlcov test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing takes the marks away first and writes them last, one make at a time: an environment without the mark
# `installed` was left unfinished by somebody and is made anew. It is never renamed: its scripts hold its path.
$(VENV)/installed: requirements.lock
	$(call install,$@)

$(VENV)/installed-dev: requirements-dev.lock
	$(call install,$(VENV)/installed $@)

$(VENV)/installed-bench: requirements-bench.lock $(VENV)/installed-dev
	$(call install,$(MARKS))

define install
@exec 9>$(VENV).lock; \
! command -v flock >/dev/null || flock --nonblock 9 || { \
	echo "Another make is installing into $(VENV)/: waiting for it …"; flock 9; }; \
[ ! -e $@ ] || [ $@ -ot $< ] || exit 0; \
if [ ! -e $(VENV)/installed ]; then \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: name one, like 'make PYTHON=python3.12 …'." >&2; exit 2; }; \
	[ ! -e $(VENV) ] || echo "$(VENV)/ was left unfinished: making it anew …"; \
	rm -rf $(VENV); \
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed: on Debian, 'apt-get install python3-venv' brings what it needs." >&2; exit 2; }; \
fi; \
echo "Installing what $< lists …"; \
rm -f $(MARKS) && $(INSTALL) -r $< && touch $(1)
endef
