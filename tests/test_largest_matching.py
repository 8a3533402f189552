from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.largest_matching import largest_matching

type Edge = frozenset[int]


def can_all_have_a_mate(some: frozenset[int], edges: set[Edge]) -> bool:
    """Whether some matching reaches all of these, by trying."""
    if not some:
        return True
    first = min(some)
    return any(
        can_all_have_a_mate(some - edge, {other for other in edges if not other & edge})
        for edge in edges
        if first in edge
    )


def first_in_order(nodes: int, edges: set[Edge]) -> set[int]:
    """Those with a mate in the matching that reaches the first nodes first, by trying all."""
    reached: set[int] = set()
    for node in range(nodes):
        if can_all_have_a_mate(frozenset(reached | {node}), edges):
            reached.add(node)
    return reached


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, set[Edge]]:
    nodes = draw(st.integers(0, 9))
    every = [frozenset(two) for two in combinations(range(nodes), 2)]
    edges = draw(st.sets(st.sampled_from(every))) if every else set()
    if draw(st.booleans()):
        edges = set(every) - edges
    return nodes, edges


def of(*edges: tuple[int, int]) -> set[Edge]:
    return set(map(frozenset, edges))


@given(graphs())
@example((4, of((0, 1), (1, 2), (2, 3))))
# Two triangles with a path between them: only through both can all have a mate.
@example((8, of((0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (5, 7))))
# The first takes the only mate of the second at first.
@example((3, of((0, 2), (1, 2))))
@example((5, of((0, 3), (1, 2), (1, 3), (2, 4), (3, 4))))
def test_as_many_as_can_be_have_a_mate_and_the_first_before_the_last(
    graph: tuple[int, set[Edge]],
) -> None:
    nodes, edges = graph
    found = largest_matching(range(nodes), lambda one, other: frozenset((one, other)) in edges)
    reached = [node for pair in found for node in pair]
    assert all(frozenset(pair) in edges for pair in found)
    assert len(reached) == len(set(reached))
    assert set(reached) == first_in_order(nodes, edges)


def test_a_large_class_of_whom_nearly_all_are_kept_apart_takes_no_search() -> None:
    # Ten who may be with everyone, and sixty who may be with nobody else: trying all never ends.
    found = largest_matching(range(70), lambda one, other: one < 10 or other < 10)
    assert len(found) == 10
