"""A workspace that is only read: what it holds, in frames too, and nothing of it touched."""

import hashlib
import sys
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text, update

import toolkit as mk
from toolkit.workspace import tables
from toolkit.workspace.database import CannotOpen, PassphraseNeeded, WrongPassphrase
from toolkit.workspace.location import is_server
from toolkit.workspace.reading import NotReady
from toolkit.workspace.records import names_held
from toolkit.workspace.workspace import Bookmark, ReadOnly, Workspace

from .kept import Database, everything
from .works import NAMES, a_class, swapped_now

OTHERS = ("Ada", "Bea", "Cy", "Didrik", "Even", "Fay")
KEPT = (
    a_class(periods=3),
    swapped_now(a_class(*OTHERS, periods=1), "1", "3", date(2026, 9, 1)),
)


@pytest.fixture
def filled(database: Database) -> Database:
    """A workspace with two classes, which nobody has open."""
    with database.open("kari") as workspace:
        for work in KEPT:
            workspace.begin(work)
    return database


@pytest.fixture
def read(filled: Database) -> Iterator[Workspace]:
    with read_only(filled) as workspace:
        yield workspace


def read_only(database: Database) -> Workspace:
    return mk.open_workspace(database.location, database.passphrase, read_only=True)


def stands(database: Database) -> object:
    """All that is there: the bytes of every file of the folder, or every row on the server."""
    if is_server(database.location):
        with database.open() as workspace:
            return everything(workspace)
    files = sorted(database.path.parent.iterdir())
    return [(file.name, hashlib.sha256(file.read_bytes()).digest()) for file in files]


def test_it_holds_what_was_kept_and_nothing_is_touched(filled: Database) -> None:
    before = stands(filled)
    with read_only(filled) as workspace:
        (second, first) = workspace.classes()
        loaded = [workspace.load(one.class_id) for one in (first, second)]
        assert [one.work for one in loaded if one] == list(KEPT)
        workspace.frames(names=True)
        assert names_held(workspace)
        assert stands(filled) == before
    assert stands(filled) == before


def test_nothing_can_be_kept_in_it(read: Workspace) -> None:
    kept = read.load(read.classes()[0].class_id)
    assert kept is not None
    for change in (
        lambda: read.begin(KEPT[0]),
        lambda: read.save(kept, KEPT[0]),
        lambda: read.keep_bookmark(Bookmark(None, "roster", "")),
    ):
        with pytest.raises(ReadOnly, match="opened to be read only"):
            change()
    with pytest.raises(mk.MakkerskapError), read.reading() as connection:
        connection.execute(update(tables.SchoolClass).values(name="8Z"))
    assert "read only" in repr(read)


def test_it_is_read_while_a_page_has_it_open_and_stays_as_it_was(filled: Database) -> None:
    page = filled.open("ola")
    with read_only(filled) as workspace:
        page.begin(a_class())
        assert len(workspace.classes()) == 2
    assert len(page.classes()) == 3


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    for name in ("typo.db", "none"):
        with pytest.raises(CannotOpen, match="Is it there"):
            mk.open_workspace(tmp_path / name, read_only=True)
    (tmp_path / "text.db").write_text("no database " * 1000)
    with pytest.raises(CannotOpen):
        mk.open_workspace(tmp_path / "text.db", read_only=True)
    assert [file.name for file in tmp_path.iterdir()] == ["text.db"]


def test_a_wrong_passphrase_is_told_and_not_counted(encrypted: Database) -> None:
    before = stands(encrypted)
    for _ in range(20):
        with pytest.raises(WrongPassphrase):
            mk.open_workspace(encrypted.path, "wrong", read_only=True)
    with pytest.raises(PassphraseNeeded):
        mk.open_workspace(encrypted.path, read_only=True)
    assert stands(encrypted) == before


def test_one_of_an_earlier_version_is_left_as_it_is(filled: Database) -> None:
    with filled.open() as workspace, workspace.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))
    if not is_server(filled.location):
        before = stands(filled)
    with pytest.raises(NotReady, match="once with the dashboard"):
        read_only(filled)
    if not is_server(filled.location):
        assert stands(filled) == before


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_save_that_was_broken_off_is_left_to_the_dashboard(plain: Database, ending: str) -> None:
    log = plain.path.with_name(plain.path.name + ending)
    # A journal with one page in it, which SQLite has to put back before it reads.
    head = bytes.fromhex("d9d505f920a163d7") + (1).to_bytes(4) + bytes(4) + (1).to_bytes(4)
    page = plain.path.read_bytes()[:4096]
    head += (512).to_bytes(4) + (4096).to_bytes(4)
    log.write_bytes(head.ljust(512, b"\0") + (1).to_bytes(4) + page + bytes(4))
    before = stands(plain)
    with pytest.raises(NotReady):
        read_only(plain)
    assert stands(plain) == before


def cells(frames: mk.Frames) -> str:
    """Everything that stands in the frames, and in what is shown of them."""
    four = (frames.classes, frames.periods, frames.meetings, frames.log)
    return repr(frames) + "".join(one.to_csv() + one._repr_html_() for one in four)


def test_frames_name_nobody_unless_names_are_asked_for(read: Workspace) -> None:
    told = cells(read.frames())
    assert not [name for name in (*NAMES, *OTHERS, "kari") if name in told]
    frames = read.frames(names=True)
    assert set(frames.periods["name"]) == {*NAMES, *OTHERS}
    assert set(frames.log["by"]) == {"kari"}
    assert set(frames.meetings["name"]) | set(frames.meetings["other_name"]) <= {
        *frames.periods["name"]
    }


def test_a_pseudonym_is_one_students_in_all_frames_and_at_every_opening(filled: Database) -> None:
    with read_only(filled) as workspace:
        first = workspace.frames(names=True)
    with filled.open("ola") as page:
        page.begin(a_class())
    with read_only(filled) as workspace:
        again = workspace.frames(names=True)
    called = first.periods.groupby(["class_id", "name"])["student"].unique()
    assert all(len(one) == 1 for one in called)
    assert first.periods["student"].nunique() == len(called) == 14
    met = first.meetings.set_index(["class_id", "name"])["student"]
    assert all(called[key][0] == value for key, value in met.items())
    same = again.periods[again.periods["class_id"].isin(first.periods["class_id"])]
    assert set(same["student"]) == set(first.periods["student"])


def test_without_the_secret_of_the_file_a_pseudonym_leads_nowhere(tmp_path: Path) -> None:
    """Class, ids and names may all be known: the secret alone makes the pseudonyms others."""
    with mk.open_workspace(tmp_path / "a.db") as workspace:
        workspace.begin(a_class(periods=1))
        before = workspace.frames().periods["student"]
        with workspace.transaction() as connection:
            connection.execute(update(tables.School).values(secret=b"another"))
        assert not {*before} & {*workspace.frames().periods["student"]}
        assert not before.str.contains("another").any()


def test_the_order_of_rows_tells_nothing_of_the_class_list(read: Workspace) -> None:
    frames = read.frames()
    assert (frames.meetings["student"] < frames.meetings["other"]).all()
    for _, of_class in frames.meetings.groupby("class_id"):
        assert list(zip(of_class["student"], of_class["other"], strict=True)) == list(
            combinations(sorted({*of_class["student"], *of_class["other"]}), 2)
        )
    for _, of_pair in frames.periods.groupby(["class_id", "period", "starts", "pair"]):
        assert of_pair["student"].is_monotonic_increasing


def test_the_frames_count_what_happened(read: Workspace) -> None:
    frames = read.frames(names=True)
    (last, first) = frames.classes.to_dict("records")
    report = mk.coverage(KEPT[0].plan, KEPT[0].rules, KEPT[0].roster)
    assert (first["students"], first["periods"], first["fewest"]) == (8, 3, 4)
    assert first["acquainted"] == report.by_period[-1]
    assert first["unmet"] == len(report.unmet)
    assert first["group_shape"] == "trio"
    assert last["students"] == 6
    for row in frames.meetings[frames.meetings["class_id"] == first["class_id"]].itertuples():
        met = report.between(row.name, row.other_name)
        assert row.periods_in_group == len(met.in_group)
        assert row.periods_as_partners == len(met.as_partners)
        assert row.knew_before == met.knew_before
    corrected = frames.periods[frames.periods["class_id"] == last["class_id"]]
    assert len(corrected) == 12  # six students, and two seatings of the one period
    assert set(frames.log["kind"]) >= {"class_list", "put_in_force"}


def test_the_dtypes_are_the_documented_ones_also_of_nothing(read: Workspace) -> None:
    with mk.open_workspace("none") as nothing:
        empty = nothing.frames(names=True)
    told = " ".join((mk.Frames.__doc__ or "").split())
    for name in ("classes", "periods", "meetings", "log"):
        frame = getattr(read.frames(names=True), name)
        assert getattr(empty, name).dtypes.equals(frame.dtypes)
        assert getattr(empty, name).empty
        for column, dtype in frame.dtypes.items():
            assert f"``{column}``" in told
            assert str(dtype) in told


def test_parquet_holds_the_frames(read: Workspace, tmp_path: Path) -> None:
    frames = read.frames()
    for file in frames.to_parquet(tmp_path):
        back = pd.read_parquet(file)
        pd.testing.assert_frame_equal(back, getattr(frames, file.stem))
    with pytest.raises(mk.InputError, match="does not exist"):
        frames.to_parquet(tmp_path / "not there")


def test_what_parquet_needs_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with mk.open_workspace("none") as nothing:
        frames = nothing.frames()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(mk.InputError, match=r"\[analyse\]"):
        frames.to_parquet(tmp_path)
    assert not list(tmp_path.iterdir())
