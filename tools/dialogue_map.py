"""docs/dialogue.md: the dialogue as a map, made from domain.yml, the rules and the actions' code.

`python -m tools.dialogue_map` writes it, `--check` says whether it is current.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlu import yaml_files

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "dialogue.md"

HEAD = """\
# The dialogue as a map

Made by `make docs` from domain.yml, nlu/data/rules.yml and actions/; do not edit it.

Round boxes are what a customer means (intents), six-sided ones are forms, square ones are actions. A form asks for its
slots one by one; any turn that is no answer is handled by the rule of its own intent, after which the form goes on. What an
action may say stands in the table below its diagram: responses of domain.yml, where the words are; a name that ends in … stands
for several. It may go on with another flow, whose section tells the rest.
"""


@dataclass(frozen=True)
class Action:
    """One action: what it is for, the responses that its code says, and the other flows that it goes on with."""

    name: str
    purpose: str
    says: tuple[str, ...]
    goes_on: tuple[str, ...]


@dataclass
class Module:
    """One file of actions/: a flow, or several that belong together."""

    name: str
    purpose: str
    actions: list[Action] = field(default_factory=list)


@dataclass(frozen=True)
class Rule:
    """An intent and what follows, or a form that is complete and what follows."""

    intents: tuple[str, ...]
    steps: tuple[str, ...]
    completes: str | None = None


def read_yaml(path: str) -> Any:
    return yaml_files.read_yaml(ROOT / path)


def read_rules(raw: Sequence[Mapping[str, Any]]) -> list[Rule]:
    """The rules in their order."""
    found = []
    for rule in raw:
        steps = rule["steps"]
        loops = [condition.get("active_loop") for condition in rule.get("condition", ())]
        found.append(
            Rule(
                intents=tuple(step["intent"] for step in steps if "intent" in step),
                steps=tuple(step["action"] for step in steps if "action" in step),
                completes=next((loop for loop in loops if loop), None),
            )
        )
    return found


def read_modules(folder: Path) -> dict[str, Module]:
    """Every module of actions/ that defines an action."""
    trees = {
        path.stem: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.py"))
    }
    defined = _actions(trees)
    flows = {module for module, _ in defined}
    modules: dict[str, Module] = {}
    for (name, class_name), action in sorted(defined.items()):
        tree = trees[name]
        module = modules.setdefault(name, Module(name, _first_line(ast.get_docstring(tree))))
        node = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == class_name)
        reached = list(_reached(tree, node))
        says = dict.fromkeys(word for part in reached for word in _responses(part))
        used = {n.id for part in reached for n in ast.walk(part) if isinstance(n, ast.Name)}
        others = sorted(
            of for local, of in _imported(tree) if local in used and of in flows - {name}
        )
        purpose = _first_line(inspect.getdoc(action))
        module.actions.append(
            Action(action().name(), purpose, tuple(says), tuple(dict.fromkeys(others)))
        )
    return modules


def _actions(modules: Iterable[str]) -> dict[tuple[str, str], Any]:
    """(module, class) to the class, of every action that rasa_sdk would register."""
    from rasa_sdk import Action as SdkAction

    for name in modules:
        importlib.import_module(f"actions.{name}")
    found: dict[tuple[str, str], Any] = {}
    waiting = list(SdkAction.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("actions.") and not inspect.isabstract(one):
            found[(one.__module__.removeprefix("actions."), one.__name__)] = one
    return found


def _reached(tree: ast.Module, start: ast.ClassDef) -> Iterator[ast.AST]:
    """The class and every function of its module that it comes to use."""
    functions = {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    waiting: list[ast.AST] = [start]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop(0)
        yield node
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in functions and part.id not in seen:
                seen.add(part.id)
                waiting.append(functions[part.id])


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(local name, module of actions/) of what the module takes from others."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("actions."):
            for alias in node.names:
                yield alias.asname or alias.name, str(node.module).removeprefix("actions.")


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


def _responses(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"utter_[a-z_]*[a-z]", node.value):
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            first = node.values[0]
            begins = first.value if isinstance(first, ast.Constant) else None
            if isinstance(begins, str) and begins.startswith("utter_"):
                yield f"{begins}…"


def render() -> str:
    """The whole document."""
    domain = read_yaml("domain.yml")
    rules = read_rules(read_yaml("nlu/data/rules.yml")["rules"])
    modules = read_modules(ROOT / "actions")
    owner = {action.name: module.name for module in modules.values() for action in module.actions}
    forms: Mapping[str, Any] = domain.get("forms") or {}
    parts = [HEAD]
    drawn: set[int] = set()
    for module in modules.values():
        own = [
            rule
            for number, rule in enumerate(rules)
            if any(_belongs(step, module.name, owner, forms) for step in rule.steps)
            and number not in drawn
        ]
        drawn |= {n for n, rule in enumerate(rules) if rule in own}
        if own:
            parts.append(_section(module, own, forms, modules, owner))
    rest = [rule for number, rule in enumerate(rules) if number not in drawn]
    if rest:
        lines = [f"## Said at once\n\n{_diagram(rest, forms)}"]
        parts.append("\n".join(lines))
    parts.append(_counts(domain, rules))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _belongs(step: str, module: str, owner: Mapping[str, str], forms: Mapping[str, Any]) -> bool:
    if step in forms:
        return owner.get(f"validate_{step}") == module
    return owner.get(step) == module


def _section(
    module: Module,
    rules: Sequence[Rule],
    forms: Mapping[str, Any],
    modules: Mapping[str, Module],
    owner: Mapping[str, str],
) -> str:
    lines = [f"## {module.name}", "", module.purpose, "", _diagram(rules, forms), ""]
    lines += ["| action | does | says | goes on with |", "|---|---|---|---|"]
    names = dict.fromkeys(step for rule in rules for step in rule.steps if step not in forms)
    names |= dict.fromkeys(action.name for action in module.actions)
    for name in names:
        home = modules.get(owner.get(name, ""))
        action = next((a for a in home.actions if a.name == name), None) if home else None
        if action is None:
            lines.append(f"| `{name}` | says so | `{name}` | |")
            continue
        said = ", ".join(f"`{one}`" for one in action.says)
        lines.append(f"| `{name}` | {action.purpose} | {said} | {', '.join(action.goes_on)} |")
    return "\n".join(lines)


def _diagram(rules: Sequence[Rule], forms: Mapping[str, Any]) -> str:
    lines = ["```mermaid", "flowchart LR"]
    for rule in rules:
        before = [f"i_{intent}([{intent}])" for intent in rule.intents]
        if rule.completes:
            before = [f"{rule.completes}{{{{{rule.completes}}}}}"]
        for step in rule.steps:
            if step == rule.completes:
                continue
            node = f"{step}{{{{{step}}}}}" if step in forms else f"{step}[{step}]"
            arrow = "-- complete -->" if rule.completes else "-->"
            lines += [f"    {start} {arrow} {node}" for start in before]
            before = [step]
    for form in dict.fromkeys(step for rule in rules for step in rule.steps if step in forms):
        for slot in forms[form]["required_slots"]:
            asks = f"ask_{form}_{slot}"
            lines.append(f"    {form} -- asks --> {asks}[{slot}]")
            lines.append(f"    {asks} -. answer, miss or interruption .-> {form}")
    return "\n".join([*dict.fromkeys(lines), "```"])


def _counts(domain: Mapping[str, Any], rules: Sequence[Rule]) -> str:
    forms = domain.get("forms") or {}
    return (
        "## In figures\n\n"
        f"{len(domain['intents'])} intents, {len(rules)} rules, {len(forms)} forms, "
        f"{len(domain['actions'])} actions, {len(domain['responses'])} responses with "
        f"{sum(len(wordings) for wordings in domain['responses'].values())} wordings."
    )


def main(arguments: Sequence[str]) -> int:
    """Writes the document, or with --check tells whether it is current (0) or not (1)."""
    text = render()
    if "--check" in arguments:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print("docs/dialogue.md is current" if current else "docs/dialogue.md: run `make docs`")
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
