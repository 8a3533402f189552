"""Write ``docs/api.md`` from the docstrings of the front door and from the examples beside it.

Usage: ``python docs/api.py``, or ``make api``. The source is read, not imported, so that the page
is the same under every version of Python.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"
EXAMPLES = ROOT / "docs" / "api_examples.md"

type Definition = ast.FunctionDef | ast.ClassDef


def page() -> str:
    """The whole page: what there is before all examples, then every name with its own."""
    beginning, examples = _examples()
    parts = [beginning]
    parts += ["\n".join(f"- [`{name}`](#{anchor})" for name, anchor in _anchors())]
    for name, module in _names():
        parts += [f"## mk.{name}", *_told(name, module), examples.pop(name)]
    if examples:
        raise SystemExit(f"Examples of what is no name: {', '.join(examples)}")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _names() -> list[tuple[str, str]]:
    """The names of the front door and the module of each, without regard to case."""
    stub = ast.parse((ROOT / "toolkit" / "__init__.pyi").read_text("utf-8"))
    imports = (node for node in stub.body if isinstance(node, ast.ImportFrom))
    found = [(alias.name, node.module or alias.name) for node in imports for alias in node.names]
    return sorted(found, key=lambda one: (one[0].casefold(), one[0]))


def _anchors() -> Iterator[tuple[str, str]]:
    """Each name with what its heading is called in a link: the second of two alike has a number."""
    seen: Counter[str] = Counter()
    for name, _ in _names():
        anchor = f"mk{name.lower()}"
        yield name, f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor
        seen[anchor] += 1


def _examples() -> tuple[str, dict[str, str]]:
    beginning, *rest = re.split(r"^## ", EXAMPLES.read_text("utf-8"), flags=re.MULTILINE)
    return beginning, dict(part.split("\n", 1) for part in rest)


def _told(name: str, module: str) -> Iterator[str]:
    """The signatures and the docstrings of a function or a class, or those of a package's names."""
    path = ROOT.joinpath("toolkit", *module.split("."))
    if path.is_dir():
        tree = ast.parse((path / "__init__.py").read_text("utf-8"))
        yield _prose(tree)
        for node in tree.body:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield f"### mk.{name}.{alias.name}"
                    yield from _told(alias.name, f"{module}.{alias.name}")
        return
    tree = ast.parse(path.with_suffix(".py").read_text("utf-8"))
    found = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name
    ]
    yield from _function(found) if isinstance(found[0], ast.FunctionDef) else _class(found[0])


def _function(found: list[Definition], prefix: str = "") -> Iterator[str]:
    """A function; where it has overloads, these say how it is called."""
    overloads = [node for node in found if "overload" in _decorators(node)]
    calls = [f"{prefix}{_signature(node)}" for node in overloads or found]
    yield "\n".join(["```python", *calls, "```"])
    yield _prose(found[-1])


def _class(node: Definition) -> Iterator[str]:
    assert isinstance(node, ast.ClassDef)
    yield "\n".join(["```python", *_class_lines(node), "```"])
    yield _prose(node)
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    public = [method for method in methods if not method.name.startswith("_")]
    if public:
        yield "\n".join(f"- `{_member(method)}`: {_in_one_line(method)}" for method in public)


def _class_lines(node: ast.ClassDef) -> Iterator[str]:
    if any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases):
        for part in node.body:
            if isinstance(part, ast.Assign):
                value = part.value.elts[0] if isinstance(part.value, ast.Tuple) else part.value
                assert isinstance(value, ast.Constant)
                yield f'{node.name}.{ast.unparse(part.targets[0])} = "{value.value}"'
        return
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
    made = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    if any(name.startswith("dataclass") for name in _decorators(node)):
        yield f"{node.name}({', '.join(ast.unparse(one) for one in fields)})"
    elif made:
        yield _signature(made[0]).replace("__init__", node.name).removesuffix(" -> None")
    else:
        yield node.name


def _member(method: ast.FunctionDef) -> str:
    if any("property" in name for name in _decorators(method)):
        return f"{method.name}: {_unquoted(method.returns)}"
    return _signature(method)


def _signature(node: Definition) -> str:
    assert isinstance(node, ast.FunctionDef)
    arguments = re.sub(r"^(self|cls)(, )?", "", ast.unparse(node.args))
    return f"{node.name}({arguments}) -> {_unquoted(node.returns)}"


def _unquoted(annotation: ast.expr | None) -> str:
    return "None" if annotation is None else ast.unparse(annotation).strip("'")


def _decorators(node: Definition) -> list[str]:
    return [ast.unparse(one) for one in node.decorator_list]


def _prose(node: Definition | ast.Module) -> str:
    return (ast.get_docstring(node) or "").replace("``", "`")


def _in_one_line(node: Definition) -> str:
    return " ".join(_prose(node).split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
