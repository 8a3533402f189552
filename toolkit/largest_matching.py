"""As many as can be, put together two and two: a largest matching, whoever may be with whom."""

from collections.abc import Callable, Sequence

_NOBODY = -1


def largest_matching[Node](
    nodes: Sequence[Node], may: Callable[[Node, Node], bool]
) -> list[tuple[Node, Node]]:
    """The most pairs of two who ``may`` be together, nobody in two of them.

    Where some have to be left out, they are the last that can be: nobody is, if another largest
    matching has them and everyone before them who has a mate. Edmonds' algorithm (Paths, Trees,
    and Flowers, 1965), in a time that grows with the cube of the number of nodes.
    """
    numbers = range(len(nodes))
    near = [[j for j in numbers if i != j and may(nodes[i], nodes[j])] for i in numbers]
    mates = [_NOBODY] * len(nodes)
    for root in numbers:
        if mates[root] == _NOBODY:
            _Tree(root, near, mates).find_a_mate()
    return [(nodes[i], nodes[mates[i]]) for i in numbers if i < mates[i]]


class _Tree:
    """The alternating paths from one without a mate: nodes are *outer* at even distances.

    A path leads from an outer node to any other, and from that to its mate. An odd cycle makes
    all its nodes outer, and is one node from then on, called by its ``base``.
    """

    def __init__(self, root: int, near: list[list[int]], mates: list[int]) -> None:
        self.root = root
        self.near = near
        self.mates = mates
        self.parents: dict[int, int] = {}
        self.base = list(range(len(mates)))
        self.outer = {root: None}  # in the order in which they were reached

    def find_a_mate(self) -> None:
        """Give the root a mate, from the one who comes last if nobody is free."""
        queue = [self.root]
        for one in queue:  # which grows meanwhile
            for other in self.near[one]:
                if self.base[one] == self.base[other] or self.mates[one] == other:
                    continue
                if other in self.outer:
                    queue += self._shrink(one, other)
                elif other not in self.parents:
                    self.parents[other] = one
                    mate = self.mates[other]
                    if mate == _NOBODY:
                        self._turn_from(other)
                        return
                    self.outer[mate] = None
                    queue.append(mate)
        if (last := max(self.outer)) != self.root:
            mate, self.mates[last] = self.mates[last], _NOBODY
            self._turn_from(mate)

    def _turn_from(self, node: int) -> None:
        """Make mates of those that are none on the path from here to the root, and the reverse."""
        while node != _NOBODY:
            parent = self.parents[node]
            follows = self.mates[parent]
            self.mates[node], self.mates[parent] = parent, node
            node = follows

    def _shrink(self, one: int, other: int) -> list[int]:
        """Make one node of the cycle that these two close, and return those newly outer."""
        base = self._where_paths_meet(one, other)
        cycle = self._lead_round(one, base, other) | self._lead_round(other, base, one)
        inside = [node for node, own in enumerate(self.base) if own in cycle]
        new = [node for node in inside if node not in self.outer]
        for node in inside:
            self.base[node] = base
            self.outer[node] = None
        return new

    def _where_paths_meet(self, one: int, other: int) -> int:
        passed = set()
        node = self.base[one]
        passed.add(node)
        while node != self.base[self.root]:
            node = self.base[self.parents[self.mates[node]]]
            passed.add(node)
        node = self.base[other]
        while node not in passed:
            node = self.base[self.parents[self.mates[node]]]
        return node

    def _lead_round(self, node: int, base: int, before: int) -> set[int]:
        """Let the nodes down to the base be reached from the other side; the bases passed."""
        passed = set()
        while self.base[node] != base:
            mate = self.mates[node]
            passed |= {self.base[node], self.base[mate]}
            self.parents[node] = before
            before, node = mate, self.parents[mate]
        return passed
