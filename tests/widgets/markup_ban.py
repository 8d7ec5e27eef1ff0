"""Finds the ways in which Python code could draw a user's text as markup, or as it is, control characters
and all.

Textual and Rich read `[b]` in most strings that they are given. Instead of listing what is dangerous, which
the next release adds to, this lists what is known to be safe and refuses the rest: a new widget has to be
looked at once.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

DRAWING = "assistant_tui/widgets/plain.py"
"""The one file that may build drawable values from text."""

SAFE_WIDGETS = {"ContentSwitcher", "Input", "TextArea"}
"""Draw their text as it is (their own tests prove it for ours), or draw none."""

MARKUP_OFF = {"Static", "Label"}
"""Draw markup unless told `markup=False`; then also what they are updated with is text."""

FIRST_ARGUMENT = {"Button", "Checkbox", "RadioButton"}
"""Have no such switch: what they show must come from `plain(...)`."""

TITLES = {"border_title", "border_subtitle", "tooltip"}
"""Attributes that Textual reads as markup when they are strings."""

DRAWABLE = {"Text", "Content", "Segment"}
"""Values that are drawn as they are: only `plain` and `segment` clean what goes in."""


@dataclass(frozen=True)
class Offence:
    """A line that might draw text as markup, and what to do about it."""

    path: str
    line: int
    advice: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.advice}"


def offences(source: str, path: str) -> list[Offence]:
    """All offences in a file's source, in the order of its lines."""
    if path == DRAWING:
        return []
    tree = ast.parse(source, path)
    found = [Offence(path, line, advice) for node in ast.walk(tree) for line, advice in _judge(node)]
    return sorted(found, key=lambda offence: offence.line)


def _judge(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Import() | ast.ImportFrom():
            for module, name in _imports(node):
                yield from _imported(node.lineno, module, name)
        case ast.Call():
            yield from _called(node)
        case ast.Attribute(attr="from_markup" | "render_str" | "render_markup"):
            yield node.lineno, f"`{node.attr}` reads markup: use plain(...)"
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield from _assigned(target, value)
        case ast.ClassDef():
            yield from _derived(node)
        case ast.FunctionDef(name="render", returns=returns):
            if not (returns and "Content" in ast.unparse(returns)):
                yield node.lineno, "`render` must be annotated to return Content: a str is read as markup"


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    for alias in node.names:
        yield (alias.name, "") if isinstance(node, ast.Import) else (node.module or "", alias.name)


def _derived(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for base in map(_name, node.bases):
        if base in MARKUP_OFF | FIRST_ARGUMENT:
            yield node.lineno, f"a subclass of `{base}` hides how it draws: compose it, or use OneLine"


def _imported(line: int, module: str, name: str) -> Iterator[tuple[int, str]]:
    whole = f"{module}.{name}" if name else module
    if whole.startswith(("textual.markup", "rich.markup")):
        yield line, f"`{whole}` reads markup: use plain(...), no escaping"
    if whole in {"rich.print", "rich.print_json"}:
        yield line, "`rich.print` reads markup: write to stdout as the cli does"
    if module == "rich.text" or whole in {"textual.content.Content", "rich.segment.Segment"}:
        yield line, "drawable values are made in widgets/plain.py only: use plain(...) or segment(...)"
    if module == "textual.widgets" and name not in SAFE_WIDGETS | MARKUP_OFF | FIRST_ARGUMENT:
        yield (
            line,
            f"how does `{name or module}` draw its text? Look, then add it to tests/widgets/markup_ban.py",
        )
    elif module.startswith("textual.widgets.") and name:
        yield line, f"how does `{name}` draw its text? Look, then add it to tests/widgets/markup_ban.py"


def _called(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = _name(call.func)
    if name in MARKUP_OFF and not _markup_off(call):
        yield call.lineno, f"`{name}(...)` needs markup=False"
    if name == "notify" and (call.args or call.keywords) and not _markup_off(call):
        yield call.lineno, "`notify(...)` needs markup=False"
    if name == "Console" and not _markup_off(call):
        yield call.lineno, "`Console(...)` needs markup=False"
    if name in FIRST_ARGUMENT:
        labels = call.args[:1] or [k.value for k in call.keywords if k.arg == "label"]
        if any(not _is_plain(label) for label in labels):
            yield call.lineno, f"the label of `{name}` must be plain(...)"
    if name in DRAWABLE and isinstance(call.func, ast.Name):
        yield call.lineno, f"`{name}(...)` is made in widgets/plain.py only: use plain(...) or segment(...)"
    if name == "setattr" and any(isinstance(a, ast.Constant) and a.value in TITLES for a in call.args):
        yield call.lineno, "set titles and tooltips by name, from plain(...)"
    for keyword in call.keywords:
        if keyword.arg == "markup" and not _is_false(keyword.value):
            yield call.lineno, "markup is always False"
        if keyword.arg in TITLES and not _is_plain(keyword.value):
            yield call.lineno, f"`{keyword.arg}` must be plain(...)"
        if keyword.arg == "title" and name == "notify":
            yield call.lineno, "a toast's title is read as markup: put it into the message"


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(target, ast.Attribute) and target.attr in TITLES and not _is_plain(value):
        yield target.lineno, f"`{target.attr}` must be plain(...)"
    if isinstance(target, ast.Name) and target.id in {title.upper() for title in TITLES}:
        yield (
            target.lineno,
            f"`{target.id}` is drawn in one language and as markup: set it from plain(...) on mount",
        )


def _markup_off(call: ast.Call) -> bool:
    return any(keyword.arg == "markup" and _is_false(keyword.value) for keyword in call.keywords)


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _is_plain(value: ast.expr) -> bool:
    """A call of `plain`, nothing at all, or a choice between such values."""
    if isinstance(value, ast.IfExp):
        return _is_plain(value.body) and _is_plain(value.orelse)
    if isinstance(value, ast.Constant):
        return value.value in (None, "")
    return isinstance(value, ast.Call) and _name(value.func) == "plain"


def _name(expression: ast.expr) -> str:
    match expression:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _name(value)
    return ""
