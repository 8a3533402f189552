import pytest

from toolkit.errors import InputError
from toolkit.rules import GroupShape
from toolkit.shapes import PAIR_SIZES, group_sizes


@pytest.mark.parametrize(
    ("students", "five", "trio"),
    [
        (4, (4,), (4,)),
        (5, (5,), (5,)),
        (6, (3, 3), (3, 3)),
        (7, (4, 3), (4, 3)),
        (8, (4, 4), (4, 4)),
        (9, (4, 5), (4, 5)),
        (10, (5, 5), (4, 3, 3)),
        (11, (4, 4, 3), (4, 4, 3)),
        (13, (4, 4, 5), (4, 3, 3, 3)),
        (15, (5, 5, 5), (4, 4, 4, 3)),
    ],
)
def test_the_class_is_written_as_groups(
    students: int, five: tuple[int, ...], trio: tuple[int, ...]
) -> None:
    assert group_sizes(students, GroupShape.FIVE).as_tuple() == five
    assert group_sizes(students, GroupShape.TRIO).as_tuple() == trio


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(4, 121))
def test_everyone_has_a_place(students: int, shape: GroupShape) -> None:
    sizes = group_sizes(students, shape)
    assert sum(sizes.as_tuple()) == students
    assert sizes.groups == len(sizes.as_tuple())
    assert sizes.meetings == sum(size * (size - 1) // 2 for size in sizes.as_tuple())


@pytest.mark.parametrize("students", range(12, 37))
def test_each_shape_keeps_to_its_own_groups(students: int) -> None:
    assert group_sizes(students, GroupShape.FIVE).threes == 0
    assert group_sizes(students, GroupShape.TRIO).fives == 0


@pytest.mark.parametrize("students", [0, 1, 3])
def test_fewer_than_four_is_too_few(students: int) -> None:
    with pytest.raises(InputError, match="at least four students"):
        group_sizes(students, GroupShape.FIVE)


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(4, 41))
def test_everything_about_sizes_is_counted_from_the_groups(students, shape) -> None:
    sizes = group_sizes(students, shape)
    groups = sizes.as_tuple()
    assert [*sizes.by_size] == [size for size in (4, 5, 3) if size in groups]
    assert all(count == groups.count(size) for size, count in sizes.by_size.items())
    assert sum(groups) == students
    assert len(groups) == sizes.groups
    assert sizes.meetings == sum(size * (size - 1) // 2 for size in groups)
    assert sizes.trios == sum(PAIR_SIZES[size].count(3) for size in groups)
    assert all(sum(PAIR_SIZES[size]) == size for size in groups)
