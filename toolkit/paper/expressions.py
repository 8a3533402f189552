"""Templates of a language so small that nothing in it can run: names, loops and conditions.

What is parsed is walked before it becomes a template, whoever asks for one; a sandbox that knows
no undefined name lies below it.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.messages import Message
from toolkit.paper.fields import FIELDS, OF_A_LOOP, TEXT, Record, Several, Shape
from toolkit.people import did_you_mean

MOST_WRITTEN = 5_000_000
"""Characters that a template may come to, with all its loops."""

ONLY_NAMES = Message(
    "Only the names of fields, loops and conditions may stand between the braces: "
    "{field}, {loop}, {condition}.",
    field="{{ … }}",
    loop="{% for … in … %}",
    condition="{% if … %}",
)

type _Scope = Mapping[str, Shape]

_LOOP = Record(())


class NotAllowed(Exception):
    """Something in a template may not stand there; ``line`` is counted from 1."""

    def __init__(self, line: int, message: Message) -> None:
        super().__init__(message.text)
        self.line, self.message = line, message


class Sandbox(ImmutableSandboxedEnvironment):
    """Makes templates of nothing but names, loops and conditions. Raises ``NotAllowed``."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        for known in (self.globals, self.filters, self.tests):
            known.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except TemplateSyntaxError as error:
            raise NotAllowed(error.lineno, ONLY_NAMES) from None
        except (RecursionError, ValueError, OverflowError):
            raise NotAllowed(1, ONLY_NAMES) from None
        if _written(tree.body, FIELDS.by_shape) > MOST_WRITTEN:
            raise NotAllowed(1, Message("So many loops in one another come to too much text."))
        return tree


def _written(body: list[nodes.Node], scope: _Scope) -> int:
    """How many characters the nodes come to at most, once each is seen to be allowed."""
    return sum(_node(node, scope) for node in body)


def _node(node: nodes.Node, scope: _Scope) -> int:
    match node:
        case nodes.Output():
            return sum(_put(part, scope) for part in node.nodes)
        case nodes.If():
            _condition(node.test, scope)
            branches = [*node.body, *node.elif_, *node.else_]
            return _written(branches, scope)
        case nodes.For(recursive=False, target=nodes.Name(name=name)):
            return _loop(node, name, scope)
    # What changes how text is escaped has no line of its own, only what is in it has.
    lines = (one.lineno for one in (node, *node.iter_child_nodes()) if one.lineno)
    raise NotAllowed(next(lines, 1), ONLY_NAMES)


def _loop(node: nodes.For, name: str, scope: _Scope) -> int:
    through = _shape(node.iter, scope)
    if not isinstance(through, Several):
        message = Message("A loop goes through several, and {name} is one.", name=_words(node.iter))
        raise NotAllowed(node.lineno, message)
    if name == "loop":
        raise NotAllowed(node.lineno, ONLY_NAMES)
    inner = {**scope, name: through.each, "loop": _LOOP}
    if node.test is not None:
        _condition(node.test, inner)
    return (through.most + 1) * (1 + _written(node.body, inner)) + _written(node.else_, scope)


def _put(node: nodes.Node, scope: _Scope) -> int:
    if isinstance(node, nodes.TemplateData):
        return len(node.data)
    shape = _shape(node, scope)
    if isinstance(shape, Record):
        message = Message("{name} is to be gone through, or one of its fields written: {fields}.")
        raise NotAllowed(node.lineno, _with(message, node, shape))
    return 100


def _with(message: Message, node: nodes.Node, shape: Record) -> Message:
    return Message(message.text, name=_words(node), fields=[*shape.by_shape] or [*OF_A_LOOP])


def _condition(node: nodes.Node, scope: _Scope) -> None:
    match node:
        case nodes.Not():
            _condition(node.node, scope)
        case nodes.And() | nodes.Or():
            _condition(node.left, scope)
            _condition(node.right, scope)
        case nodes.Compare():
            for one in (node.expr, *(operand.expr for operand in node.ops)):
                _condition(one, scope)
        case nodes.Const(value=str() | int()):
            return
        case _:
            _shape(node, scope)


def _shape(node: nodes.Node, scope: _Scope) -> Shape:
    """What a name stands for. Raises ``NotAllowed`` for one that is unknown, or no name."""
    match node:
        case nodes.Name(ctx="load"):
            return _known(node, node.name, scope)
        case nodes.Getattr(ctx="load"):
            whole = _shape(node.node, scope)
            if whole is _LOOP:
                return _known(node, node.attr, dict.fromkeys(OF_A_LOOP, TEXT))
            if isinstance(whole, Record):
                return _known(node, node.attr, whole.by_shape)
            message = Message("{name} has no fields of its own.", name=_words(node.node))
            raise NotAllowed(node.lineno, message)
    raise NotAllowed(node.lineno, ONLY_NAMES)


def _known(node: nodes.Node, name: str, scope: _Scope) -> Shape:
    if name in scope:
        return scope[name]
    message = Message("There is no field {name} here.", name=name)
    raise NotAllowed(node.lineno, did_you_mean(message, name, ((one, one) for one in scope)))


def _words(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_words(node.node)}.{node.attr}"
    return "…"
