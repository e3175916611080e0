# Bastide. `make demo` to see it, `make test` to check it. Each target installs what it needs.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := src tests bench
# One process more than there are cores, for many tests wait: for a browser, a lease, a server.
SIDE_BY_SIDE := -n $(shell n=$$(nproc); echo $$((n < 4 ? n + 1 : 4))) --dist loadgroup --no-loadscope-reorder
# What is done twice by `make test`: on SQLite with the rest, then on PostgreSQL where there is one.
ON_POSTGRESQL := tests/jobs tests/library tests/records tests/runs tests/tenants -k "not isolation or administrator"

.PHONY: demo serve test check fix bench faults load reading translating browser requirements messages clean

demo: $(VENV)/base.done messages reading translating  ## the demonstration authority, ready to type in
	$(BIN)/bastide demo --port $(PORT)

serve: $(VENV)/base.done messages reading translating  ## the installation of ./var
	$(BIN)/bastide serve --port $(PORT)

test: $(VENV)/dev.done messages reading translating  ## every check and every test
	@$(MAKE) --no-print-directory browser
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(SIDE_BY_SIDE)
	$(BIN)/pytest $(SIDE_BY_SIDE) --postgresql $(ON_POSTGRESQL)

check: $(VENV)/dev.done  ## format, lint, types, import contracts, the tests that take seconds
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/engine tests/tenants -m "not browser and not slow" -x

fix: $(VENV)/dev.done  ## put in order what can be
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

bench: $(VENV)/bench.done  ## measures against peers (docs/search.md, docs/silence.md)
	$(BIN)/python bench/search.py

faults: $(VENV)/dev.done  ## kills real processes and counts what is lost (docs/reliability.md)
	$(BIN)/pytest tests/faults -m "faults or not faults"

load: $(VENV)/base.done messages  ## many agents at once against the demonstration (docs/reliability.md)
	$(BIN)/python bench/load.py --people $(or $(PEOPLE),10)

messages: $(VENV)/base.done  ## the English catalogue
	@command -v msgfmt >/dev/null || $(MAKE) --no-print-directory system PACKAGES=gettext WHY="la traduction de l'interface en anglais" || true
	@if command -v msgfmt >/dev/null; then for f in src/bastide/locale/*/LC_MESSAGES/*.po; do \
	  [ -e "$$f" ] || continue; [ "$${f%.po}.mo" -nt "$$f" ] || msgfmt -o "$${f%.po}.mo" "$$f"; done; fi

reading:  # tesseract, for scanned documents and photographs
	@tesseract --list-langs 2>/dev/null | grep -qx fra || $(MAKE) --no-print-directory system PACKAGES="tesseract-ocr tesseract-ocr-fra tesseract-ocr-osd" WHY="lire les scans et les photographies (sans lui, seuls les PDF qui portent leur texte sont lus)" || true

translating:  # Apertium, to translate without a model
	@for mode in fra-oci fra-cat cat-spa cat-ita cat-por spa-eng; do [ -e /usr/share/apertium/modes/$$mode.mode ] || { \
	  $(MAKE) --no-print-directory system PACKAGES="apertium apertium-oci-fra apertium-fra-cat apertium-spa-cat apertium-cat-ita apertium-por-cat apertium-eng-spa" WHY="traduire sans modèle (occitan, catalan, espagnol, italien, portugais, anglais)" || true; break; }; done

browser:  # Debian's chromium, for the tests that drive a real browser
	@command -v chromium >/dev/null || $(MAKE) --no-print-directory system PACKAGES="chromium fonts-liberation" WHY="les tests dans un vrai navigateur (ils seront sautés)" || true

# Installs Debian packages when it may, else says which and why.
.PHONY: system
system:
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES) >/dev/null; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES) >/dev/null; \
	else \
	  echo "Il manque : $(PACKAGES) — pour $(WHY). Installez : sudo apt-get install $(PACKAGES)"; exit 1; \
	fi

$(VENV)/python.done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Il faut Python 3.11 ou plus récent (ici : $$($(PYTHON) --version))."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || $(MAKE) --no-print-directory system PACKAGES=python3-venv WHY="créer l'environnement Python"
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/base.done: requirements/base.txt pyproject.toml | $(VENV)/python.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/base.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench.done: requirements/bench.txt $(VENV)/base.done
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

requirements:  ## compile requirements/*.in again (needs uv)
	uv pip compile -q --generate-hashes --no-header --python-version 3.11 requirements/base.in -o requirements/base.txt
	for f in shared otel dev bench training; do uv pip compile -q --generate-hashes --no-header --python-version 3.11 requirements/$$f.in -o requirements/$$f.txt -c requirements/base.txt; done

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache
