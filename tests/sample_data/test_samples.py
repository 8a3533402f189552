import re

import pytest

from toolkit.files.formats import grids_of
from toolkit.files.plans import plans_to_text, read_plan
from toolkit.files.rosters import read_roster
from toolkit.files.rules import read_rules
from toolkit.files.sources import opened
from toolkit.rules import Rules, Scope
from toolkit.samples import Sample, samples

SIZES = {"ordinary": 28, "odd": 27, "small": 11, "web": 24, "under_way": 26, "year": 106}


@pytest.fixture(params=samples(), ids=lambda sample: sample.key)
def sample(request) -> Sample:
    return request.param


def test_there_is_a_class_for_each_story():
    assert [sample.key for sample in samples()] == list(SIZES)


def test_every_roster_is_read(sample):
    assert len(read_roster(sample.roster_path)) == SIZES[sample.key]


def test_every_rule_is_read(sample):
    roster = read_roster(sample.roster_path)
    if sample.rules_path:
        rules = read_rules(sample.rules_path, roster)
        assert rules != Rules()


def test_titles_and_stories_are_sentences(sample):
    assert str(sample.title)
    assert str(sample.story).endswith(".")


def test_the_files_show_what_can_be_read():
    starts = {sample.key: opened(sample.roster_path).content for sample in samples()}
    assert starts["odd"].decode("windows-1252").count("Årdal") == 1
    assert starts["under_way"].startswith(b"\xef\xbb\xbf")
    assert starts["year"].startswith(b"\xff\xfe")
    assert b"opendocument" in starts["web"]
    assert len(grids_of(opened(samples()[2].roster_path))) == 1


def test_the_readme_tells_of_every_file(sample):
    readme = (sample.roster_path.parent / "README.md").read_text(encoding="utf-8")
    for path in (sample.roster_path, sample.rules_path, sample.plan_path):
        assert path is None or f"`{path.name}`" in readme


def test_every_file_belongs_to_a_sample():
    paths = {
        path
        for sample in samples()
        for path in (sample.roster_path, sample.rules_path, sample.plan_path)
    }
    folder = samples()[0].roster_path.parent
    assert {path for path in folder.iterdir() if path.name != "README.md"} == paths - {None}


def test_the_year_group_has_namesakes_in_different_classes():
    roster = read_roster(samples()[-1].roster_path)
    assert len(roster.classes) == 4
    assert {s.school_class for s in roster.named("Emma Hansen")} == {"1STA", "1STC"}


def test_an_installed_package_finds_its_own_copy(tmp_path, monkeypatch):
    shipped = tmp_path / "toolkit" / "_shipped" / "sample_data"
    shipped.mkdir(parents=True)
    monkeypatch.setattr("toolkit.samples.__file__", str(tmp_path / "toolkit" / "samples.py"))
    assert {sample.roster_path.parent for sample in samples()} == {shipped}


def test_the_plan_so_far_fits_its_rules():
    under_way = samples()[4]
    roster = read_roster(under_way.roster_path)
    rules = read_rules(under_way.rules_path, roster)
    plan = read_plan(under_way.plan_path)
    assert plans_to_text((plan,)).encode() == under_way.plan_path.read_bytes()
    assert [str(period.starts) for period in plan.periods] == ["2026-08-17", "2026-09-07"]
    partners = [frozenset(two) for period in plan.periods for two in period.partners()]
    assert len(set(partners)) == len(partners)
    group_mates = {frozenset(two) for period in plan.periods for two in period.group_mates()}
    assert not group_mates & rules.apart(Scope.GROUP)
    then = {student.id for student in plan.periods[0].students}
    assert len(then - roster.by_id.keys()) == 1  # moved away
    assert len(roster.by_id.keys() - then) == 1  # joined
    assert all(re.fullmatch(r"8b-\d\d", student) for student in then)
