# Two commands matter: `make run` and `make test`. Each sets up all it needs.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# Servers are started again and again, and each would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE
export RASA_TELEMETRY_ENABLED = false
export SQLALCHEMY_SILENCE_UBER_WARNING = 1
export TF_CPP_MIN_LOG_LEVEL = 3

.PHONY: help setup run test shell train docs lint types evaluate bench doctor lock clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: ## make .venv with the locked packages
	@sh tools/setup.sh

run: setup ## set everything up and run the robot
	@$(PYTHON) -m robot run

test: setup ## set everything up and pass every test
ifdef PYTEST_ARGS
	@$(PYTHON) -m robot train
	@$(PYTHON) -m pytest $(PYTEST_ARGS)
else
	@$(PYTHON) -m tools.run_tests
endif

shell: setup ## talk to the robot in this terminal
	@$(PYTHON) -m robot shell

train: setup ## train the dialogue model when it is older than its sources
	@$(PYTHON) -m robot train

lint: setup ## style, formatting, types, import rules
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@for system in win32 darwin; do $(PYTHON) -m mypy --platform $$system robot hardware || exit 1; done
	@.venv/bin/lint-imports

docs: setup ## draw the dialogue as a map, docs/dialogue.md
	@$(PYTHON) -m tools.dialogue_map

evaluate: setup train ## measure understanding on the held-out utterances
	@$(PYTHON) -W ignore -m benchmarks.evaluate $(EVALUATE_ARGS)

bench: setup train ## run the measured comparisons
	@$(PYTHON) -m benchmarks.turn

doctor: setup ## name what is missing on this machine, and its remedy
	@$(PYTHON) -m robot doctor

lock: setup ## resolve requirements.in anew into requirements.txt
	@$(PYTHON) -m uv pip compile --universal --generate-hashes --no-header --python-version 3.10 requirements.in -o requirements.txt

clean: ## remove what can be made again; the branch's data in var/ stays
	rm -rf models .pytest_cache .mypy_cache .ruff_cache .hypothesis .rasa results reports
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
