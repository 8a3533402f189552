import ast
import gettext
import inspect
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen, run

import pytest
from sketch import plan_of

from toolkit.cli import commands, main
from toolkit.cli.usage import ARGPARSE_WORDS
from toolkit.files.plans import plans_to_text, read_plan, read_plans, write_plan, write_plans
from toolkit.plan import Plan, Solution, Status
from toolkit.planning.progress import Progress

PROGRAM = Path(sys.executable).with_name("makkerskap")
CLASS = "abcdefgh"

# Libraries that print when the planner is imported, in each of the ways there are.
CHATTER = """
import ctypes, os, sys

def chat(event, arguments):
    if event == "import" and arguments[0] == "toolkit.planning.year":
        print("Python")
        ctypes.CDLL(None).printf(b"C\\n")
        os.write(1, b"a thing written at once\\n")

sys.addaudithook(chat)
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder and workspace, English, and gettext as it was when a test is over."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAKKERSKAP_WORKSPACE", str(tmp_path / "makkerskap.db"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("MAKKERSKAP_DEBUG", raising=False)
    domain = gettext.textdomain()
    yield tmp_path
    gettext.textdomain(domain)


def write_roster(path: str, letters: str = CLASS, school_class: str = "") -> None:
    rows = [f"{letter},{letter.upper()} Elev,{school_class}\n" for letter in letters]
    Path(path).write_text("id,name,class\n" + "".join(rows), "utf-8")


def write_trinn(path: str) -> None:
    rows = [f"{letter},{letter.upper()} Elev,8A\n" for letter in "abcd"]
    rows += [f"{letter},{letter.upper()} Elev,8B\n" for letter in "efghi"]
    Path(path).write_text("id,name,class\n" + "".join(rows), "utf-8")


def installed(*arguments: str, **more) -> CompletedProcess[str]:
    return run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, **more)


class TestTheInstalledProgram:
    def test_plans_until_everyone_has_met_and_the_plan_passes_the_check(self) -> None:
        write_roster("8a.csv")
        done = installed("plan", "8a.csv", "--output", "plan.csv", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        summary = json.loads(done.stdout)
        assert summary["students"] == 8
        assert summary["coverage"][-1] == 1.0
        assert summary["periods"] == len(summary["coverage"]) == summary["periods_to_full"]
        assert summary["bound"] <= summary["periods"]
        assert summary["status"] in ("optimal", "feasible")
        assert {"partner_repeats", "seconds"} <= summary.keys()
        checked = installed("check", "plan.csv", "--roster", "8a.csv")
        assert (checked.returncode, checked.stdout) == (0, "The plan keeps every rule.\n")

    def test_a_conflict_is_status_3_and_names_the_rules(self) -> None:
        write_roster("8a.csv")
        Path("rules.toml").write_text(
            '[[keep_apart]]\nstudents = ["A Elev", "b"]\n'
            '[[together]]\nstudents = ["A Elev", "b"]\nperiods = [1]\n'
        )
        done = installed("plan", "8a.csv", "--rules", "rules.toml", "--output", "plan.csv")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.count("A Elev, b") == 2
        assert not Path("plan.csv").exists()

    def test_bad_input_is_status_2_and_one_line(self) -> None:
        done = installed("plan", "missing.csv")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("missing.csv: ")
        assert done.stderr.count("\n") == 1

    def test_a_reader_who_has_had_enough_is_no_error(self) -> None:
        write_roster("8a.csv")
        with Popen([PROGRAM, "plan", "8a.csv"], stdout=PIPE, stderr=PIPE) as program:
            program.stdout.close()
            assert program.stderr.read() == b""
        assert program.returncode == 0

    @pytest.mark.parametrize("command", [["plan", "8a.csv", "--periods", "1"], ["--help"]])
    def test_a_full_disk_is_said_so(self, command: list[str]) -> None:
        write_roster("8a.csv", "abcd")
        with Path("/dev/full").open("w") as full:
            done = run(
                [PROGRAM, *command],
                stdout=full,
                stderr=PIPE,
                text=True,
                timeout=60,
            )
        assert (done.returncode, done.stderr) == (
            2,
            "The output cannot be written. Is the disk full?\n",
        )

    def test_a_pipe_can_be_the_output(self) -> None:
        write_roster("8a.csv", "abcd")
        done = installed("plan", "8a.csv", "--periods", "1", "--output", "/dev/stdout", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("period,")

    @pytest.mark.parametrize("arguments", [("8a.csv",), ("8.csv", "--class", "all")])
    def test_what_libraries_print_is_not_its_output(self, workplace, arguments) -> None:
        (workplace / "sitecustomize.py").write_text(CHATTER)  # in each process it starts, too
        write_roster("8a.csv", "abcd")
        write_trinn("8.csv")
        chatty = {**os.environ, "PYTHONPATH": str(workplace)}
        done = installed("plan", *arguments, "--periods", "1", env=chatty)
        assert (done.returncode, done.stderr) == (0, "")
        Path("plan.csv").write_text(done.stdout, "utf-8")
        assert installed("check", "plan.csv", env=chatty).returncode == 0
        chatty["MAKKERSKAP_DEBUG"] = "1"
        done = installed("plan", *arguments, "--periods", "1", "--json", env=chatty)
        assert all(json.loads(line)["periods"] == 1 for line in done.stdout.splitlines())
        assert {"Python", "C", "a thing written at once"} <= set(done.stderr.splitlines())

    def test_without_a_standard_output_it_does_the_same(self) -> None:
        write_roster("8a.csv", "abcd")
        command = [PROGRAM, "plan", "8a.csv", "--periods", "1", "--output", "plan.csv"]
        done = run(["sh", "-c", '"$@" >&-', "sh", *command], stderr=PIPE, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(read_plan("plan.csv").periods) == 1

    def test_help_is_light(self) -> None:
        done = installed("--help", env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"})
        assert done.returncode == 0
        imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert not imported & {"pandas", "numpy", "pulp", "plotly", "voila", "ipywidgets"}


class TestPlan:
    def test_writes_to_standard_output_without_a_file_to_write(self, makkerskap) -> None:
        write_roster("8a.csv", "abcd")
        status, out, err = makkerskap("plan", "8a.csv", "--periods", "2")
        header, *rows = out.splitlines()
        assert (status, err) == (0, "")
        assert header == "period,starts,ends,group,pair,student_id,student"
        assert len(rows) == 8

    def test_the_same_seed_gives_the_same_plan(self, makkerskap) -> None:
        write_roster("8a.csv")
        one, other = (makkerskap("plan", "8a.csv", "--seed", "5")[1] for _ in range(2))
        assert one == other

    def test_history_is_kept_word_for_word_and_followed(self, makkerskap) -> None:
        history = Plan(plan_of("ah|bg cf|de").periods)
        write_plan(history, "history.csv")
        write_roster("8a.csv")
        arguments = ("--history", "history.csv", "--periods", "1")
        status, out, _ = makkerskap("plan", "8a.csv", *arguments)
        Path("new.csv").write_text(out, "utf-8")
        assert status == 0
        assert out.startswith(plans_to_text([history]))
        assert [period.number for period in read_plan("new.csv").periods] == [1, 2]
        _, summary, _ = makkerskap("plan", "8a.csv", *arguments, "--json")
        assert json.loads(summary)["periods"] == 2

    def test_the_history_of_another_class_is_refused(self, makkerskap) -> None:
        write_plan(plan_of("wx|yz"), "history.csv")
        write_roster("8a.csv")
        status, _, err = makkerskap("plan", "8a.csv", "--history", "history.csv")
        assert status == 2
        assert err.startswith("history.csv: None of the students")

    def test_several_classes_need_a_choice(self, makkerskap) -> None:
        write_trinn("8.csv")
        status, _, err = makkerskap("plan", "8.csv")
        assert status == 2
        assert err.startswith("8.csv: There are several classes here: 8A, 8B.")

    def test_an_unknown_class_lists_those_there_are(self, makkerskap) -> None:
        write_trinn("8.csv")
        status, _, err = makkerskap("plan", "8.csv", "--class", "8C")
        assert status == 2
        assert err == "8.csv: There is no class 8C here. Choose one of these: 8A, 8B.\n"

    def test_one_class_of_several(self, makkerskap) -> None:
        write_trinn("8.csv")
        status, out, _ = makkerskap("plan", "8.csv", "--class", "8b", "--json")
        assert (status, json.loads(out)["students"]) == (0, 5)
        assert "class" not in json.loads(out)

    def test_all_classes_one_json_object_a_line(self, makkerskap) -> None:
        write_trinn("8.csv")
        status, out, _ = makkerskap(
            "plan", "8.csv", "--class", "all", "--json", "--output", "plan.csv"
        )
        told = [json.loads(line) for line in out.splitlines()]
        assert status == 0
        assert [(one["class"], one["students"]) for one in told] == [("8A", 4), ("8B", 5)]
        assert Path("plan.csv").read_text("utf-8").startswith("class,period,")
        assert [plan.school_class for plan in read_plans("plan.csv")] == ["8A", "8B"]

    def test_each_class_gets_its_own_history(self, makkerskap) -> None:
        write_trinn("8.csv")
        histories = [
            replace(plan_of("ef|ghi"), school_class="8B"),
            replace(plan_of("ac|bd"), school_class="8A"),
        ]
        write_plans(histories, "history.csv")
        arguments = ("--class", "all", "--history", "history.csv", "--periods", "1")
        status, _, _ = makkerskap("plan", "8.csv", *arguments, "--output", "plan.csv")
        plans = read_plans("plan.csv")
        assert status == 0
        assert [plan.school_class for plan in plans] == ["8A", "8B"]
        assert [len(plan.periods) for plan in plans] == [2, 2]

    def test_one_class_leaves_the_history_of_the_others_as_it_is(self, makkerskap) -> None:
        write_trinn("trinn.csv")
        makkerskap("plan", "trinn.csv", "--class", "all", "--periods", "1", "--output", "all.csv")
        before = read_plans("all.csv")
        makkerskap(
            "plan", "trinn.csv", "--class", "8A", "--periods", "1",
            "--history", "all.csv", "--output", "all.csv",
        )  # fmt: skip
        after = {plan.school_class: plan for plan in read_plans("all.csv")}
        assert after["8B"] == before[1]
        assert len(after["8A"].periods) == 2

    def test_a_class_that_is_too_small_is_named(self, makkerskap) -> None:
        write_roster("small.csv", "abc", "8C")
        status, _, error = makkerskap("plan", "small.csv")
        assert status == 2
        assert error.startswith("small.csv, 8C: A class needs at least four students")

    def test_a_rule_conflict_in_one_class_of_many_leaves_the_others(self, makkerskap) -> None:
        write_trinn("8.csv")
        happened = {"8A": plan_of("ac|bd"), "8B": plan_of("ef|ghi")}
        write_plans(
            [replace(plan, school_class=name) for name, plan in happened.items()], "history.csv"
        )
        Path("rules.toml").write_text(
            '[[keep_apart]]\nstudents = ["a", "b"]\n[[together]]\nstudents = ["a", "b"]\n'
        )
        arguments = ("--class", "all", "--rules", "rules.toml", "--history", "history.csv")
        more = ("--periods", "1", "--output", "plan.csv")
        status, _, err = makkerskap("plan", "8.csv", *arguments, *more)
        assert status == 3
        assert err.startswith("8.csv, 8A: These rules cannot hold together")
        planned = {plan.school_class: plan for plan in read_plans("plan.csv")}
        assert len(planned["8B"].periods) == 2
        assert len(planned["8A"].periods) == 1  # what has happened is not lost

    def test_where_no_class_can_be_planned_nothing_is_written(self, makkerskap) -> None:
        write_roster("8.csv", "abc", "8A")
        write_roster("9.csv", "def", "9A")
        both = Path("8.csv").read_text("utf-8") + Path("9.csv").read_text("utf-8").split("\n", 1)[1]
        Path("all.csv").write_text(both, "utf-8")
        status, _, err = makkerskap("plan", "all.csv", "--class", "all", "--output", "plan.csv")
        assert status == 2
        assert [line.partition(":")[0] for line in err.splitlines()] == [
            "all.csv, 8A",
            "all.csv, 9A",
        ]
        assert not Path("plan.csv").exists()

    def test_across_classes_those_in_one_class_know_each_other(self, makkerskap) -> None:
        rows = [f"s{i},Elev {i},8{'ABCD'[i // 4]}\n" for i in range(16)]
        Path("8.csv").write_text("id,name,class\n" + "".join(rows), "utf-8")
        arguments = ("--across", "--periods", "1", "--json", "--output", "plan.csv")
        _, out, _ = makkerskap("plan", "8.csv", *arguments)
        assert json.loads(out)["students"] == 16
        for group in read_plan("plan.csv").periods[0].groups:
            assert len({int(student.id[1:]) // 4 for student in group.students}) == 4

    def test_to_mix_all_classes_and_to_choose_one_contradict_each_other(self, makkerskap) -> None:
        write_roster("8a.csv", "abcdefgh")
        status, _, err = makkerskap("plan", "8a.csv", "--across", "--class", "all")
        assert status == 2
        assert "Give one." in err

    def test_a_list_without_classes_has_none_to_choose(self, makkerskap) -> None:
        Path("8a.csv").write_text("name\nAda\nBo\nCy\nDi\n", "utf-8")
        status, _, err = makkerskap("plan", "8a.csv", "--class", "9Z")
        assert (status, err) == (2, "8a.csv: This list names no classes. Leave out --class.\n")

    def test_what_was_announced_stays(self, makkerskap) -> None:
        write_roster("8a.csv", "abcdefghijkl")
        makkerskap("plan", "8a.csv", "--seed", "5", "--output", "told.csv")
        told = read_plan("told.csv")
        write_plan(replace(told, periods=told.periods[:1]), "history.csv")
        arguments = ("plan", "8a.csv", "--history", "history.csv", "--output", "plan.csv")
        makkerskap(*arguments, "--announced", "told.csv")
        assert read_plan("plan.csv") == told
        makkerskap(*arguments, "--announced", "told.csv", "--stay", "off")
        assert read_plan("plan.csv").periods[1] != told.periods[1]

    def test_rules_may_name_students_of_other_classes(self, makkerskap) -> None:
        write_trinn("8.csv")
        Path("rules.toml").write_text(
            '[[keep_apart]]\nstudents = ["e", "f"]\n[[together]]\nstudents = ["a", "b"]\n'
        )
        arguments = ("--class", "8B", "--rules", "rules.toml", "--group-shape", "trio")
        status, _, err = makkerskap("plan", "8.csv", *arguments, "--periods", "1")
        # Five students are one group, so two who are kept apart have nowhere to go.
        assert status == 3
        assert "e, f" in err
        assert "a, b" not in err

    def test_what_must_be_known_of_the_list_is_told_and_the_plan_is_made(self, makkerskap) -> None:
        rows = "".join(f"Elev {letter} Berg;J\n" for letter in "ABCDEFGH")
        Path("8a.csv").write_text("Navn;Kjønn\n" + rows + "Antall elever: 8;\n", "utf-8")
        status, out, err = makkerskap("plan", "8a.csv", "--periods", "1", "--lang", "en")
        assert (status, out.count("\n")) == (0, 9)
        assert err == "1 row was left out, for it is no student: line 10 (a total).\n"
        in_bokmal = makkerskap("plan", "8a.csv", "--periods", "1", "--lang", "nb")[2]
        assert "1 rad er utelatt" in in_bokmal
        makkerskap("plan", "8a.csv", "--periods", "1", "--output", "plan.csv")
        assert "line 10" in makkerskap("check", "plan.csv", "--roster", "8a.csv", "--lang", "en")[2]

    def test_a_year_group_is_not_planned_as_one_class_without_a_word(self, makkerskap) -> None:
        names = (f"Elev{a}{b} Berg\n" for a in "ABCDEFG" for b in "ABCDEFG")
        Path("8.csv").write_text("Navn\n" + "".join(names), "utf-8")
        status, _, err = makkerskap("plan", "8.csv", "--periods", "1", "--lang", "en")
        assert (status, "all 49 are read as one class" in err) == (0, True)

    def test_what_is_asked_of_a_list_is_answered_by_options(self, makkerskap) -> None:
        rows = "Ida;Berg\nJonas;Solheim\nNora;Aas\nEmil;Foss\n"
        Path("8a.csv").write_text(rows + "Sum;\n", "utf-8")
        plan = ("plan", "8a.csv", "--periods", "1", "--lang", "en")
        assert makkerskap(*plan)[2].count("\n") == 2
        answers = ("--answer", "heading=student", "--answer", "row 5=student")
        status, out, err = makkerskap(*plan, *answers)
        assert (status, out.count("\n"), err) == (0, 6, "")
        assert "Berg Ida" in makkerskap(*plan, "--answer", "name order=last name first")[1]
        assert "Choose one of these" in makkerskap(*plan, "--answer", "heading=8A")[2]
        assert "Nothing is asked about sheets" in makkerskap(*plan, "--sheet", "8B")[2]

    def test_columns_are_told_what_they_are(self, makkerskap) -> None:
        write_roster("8a.csv")
        plan = ("plan", "8a.csv", "--periods", "1", "--lang", "en")
        assert makkerskap(*plan, "--column", "class=left_out")[0] == 0
        assert "no column called Rom" in makkerskap(*plan, "--column", "Rom=class")[2]
        assert "Choose one of these" in makkerskap(*plan, "--column", "class=x")[2]
        assert "equals sign" in makkerskap(*plan, "--column", "class")[2]

    def test_a_column_that_is_left_out_is_kept_where_a_rule_speaks_of_it(self, makkerskap) -> None:
        rows = "".join(
            f"Elev {letter};{'Ja' if letter < 'E' else 'Nei'}\n" for letter in "ABCDEFGH"
        )
        Path("8a.csv").write_text("Navn;Leirskole\n" + rows, "utf-8")
        for rules in ("[acquainted]", "[balance]"):
            Path("rules.toml").write_text(f'{rules}\nattributes = ["leirskole"]\n', "utf-8")
            plan = ("plan", "8a.csv", "--periods", "1", "--rules", "rules.toml", "--lang", "en")
            assert makkerskap(*plan)[0] == 0
        Path("rules.toml").write_text('[balance]\nattributes = ["Lag"]\n', "utf-8")
        assert "no column Lag" in makkerskap(*plan)[2]

    def test_the_shape_asked_for_is_stronger_than_the_rules(self, makkerskap) -> None:
        write_roster("8a.csv", "abcdefghij")
        Path("rules.toml").write_text('group_shape = "five"\n')
        arguments = ("plan", "8a.csv", "--periods", "1", "--rules", "rules.toml")
        for extra, sizes in (((), {5}), (("--group-shape", "trio"), {3, 4})):
            makkerskap(*arguments, *extra, "--output", "plan.csv")
            groups = read_plan("plan.csv").periods[0].groups
            assert {len(group.students) for group in groups} == sizes

    @pytest.mark.parametrize("output", ["no/such/folder.csv", "."])
    def test_where_it_cannot_write_it_does_not_search(
        self, makkerskap, monkeypatch, output
    ) -> None:
        monkeypatch.setattr("toolkit.planning.calls.plan_year", None)
        write_roster("8a.csv")
        status, out, err = makkerskap("plan", "8a.csv", "--output", output)
        assert (status, out) == (2, "")
        assert "folder" in err

    def test_an_error_leaves_the_old_file_as_it_was(self, makkerskap) -> None:
        Path("plan.csv").write_text("the old one")
        write_roster("8a.csv", "abc")
        status, _, err = makkerskap("plan", "8a.csv", "--output", "plan.csv")
        assert (status, Path("plan.csv").read_text()) == (2, "the old one")
        assert "four students" in err


class TestInterruption:
    """Ctrl+C while a planner that never ends by itself is at work."""

    @pytest.fixture(autouse=True)
    def endless_planner(self, monkeypatch) -> None:
        progress = Progress(1, None, None, None, 0.0, 0.0)

        def plan_year(roster, rules, history, *, on_progress, **rest) -> Plan:
            assert on_progress(progress)
            signal.raise_signal(signal.SIGINT)
            assert on_progress(progress) is False
            assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
            solution = Solution(Status.FEASIBLE, bound=3, seconds=0.1)
            return replace(plan_of("ab|cd ef|gh"), solution=solution)

        monkeypatch.setattr("toolkit.planning.calls.plan_year", plan_year)

    def test_the_best_so_far_is_written(self, makkerskap) -> None:
        before = signal.getsignal(signal.SIGINT)
        write_roster("8a.csv")
        status, out, err = makkerskap("plan", "8a.csv", "--output", "plan.csv", "--json")
        assert (status, err) == (0, "")
        assert json.loads(out)["status"] == "feasible"
        assert json.loads(out)["periods_to_full"] is None
        assert read_plan("plan.csv") == plan_of("ab|cd ef|gh")
        assert signal.getsignal(signal.SIGINT) is before

    def test_a_terminal_shows_how_far_it_has_come_and_is_left_clean(
        self, makkerskap, monkeypatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        write_roster("8a.csv")
        makkerskap("plan", "8a.csv", "--output", "plan.csv")
        shown = terminal.getvalue().split("\r\x1b[K")
        assert shown[1].startswith("Period 1: 0 % know each other so far")
        assert shown[2:] == ["Stopping; the best so far is kept.", ""]


class TestMend:
    def test_whoever_has_left_gives_up_the_place_and_the_rest_is_told(self, makkerskap) -> None:
        write_plan(plan_of("ab|cd ef|ghi"), "plan.csv")
        write_roster("8a.csv", "abcdefgi")
        status, out, err = makkerskap("mend", "plan.csv", "--roster", "8a.csv", "--json")
        assert (status, err) == (0, "")
        told = json.loads(out)
        assert (told["status"], told["gap"], told["period"]) == ("optimal", 0, 1)
        assert (told["moved"], told["joined"], told["left"]) == ([], [], ["h"])
        assert told["groups"][1] == {
            "group": "2",
            "pairs": [{"pair": "3", "students": ["e", "f"]}, {"pair": "4", "students": ["g", "i"]}],
        }

    def test_the_plan_is_written_with_both_seatings_and_keeps_the_rules(self, makkerskap) -> None:
        write_plan(plan_of("ac|eg bd|fh", "ab|cd ef|gh"), "plan.csv")
        write_roster("8a.csv")
        Path("rules.toml").write_text('[[keep_apart]]\nstudents = ["a", "b"]\n')
        more = ("--rules", "rules.toml", "--date", "2026-09-16", "--output", "plan.csv")
        status, out, _ = makkerskap("mend", "plan.csv", "--roster", "8a.csv", *more)
        assert status == 0
        assert "2 students move; with fewer, the rules cannot be kept.\n" in out
        assert out.endswith("The plan is in plan.csv.\n")
        plan = read_plan("plan.csv")
        assert plan.periods[0] == plan_of("ac|eg bd|fh").periods[0]
        [earlier] = plan.periods[1].earlier
        assert (earlier.groups, earlier.ends) == (
            plan_of("ab|cd ef|gh").periods[0].groups,
            date(2026, 9, 15),
        )
        arguments = ("check", "plan.csv", "--roster", "8a.csv", "--rules", "rules.toml")
        assert makkerskap(*arguments)[:2] == (0, "The plan keeps every rule.\n")

    def test_nothing_is_wrong_and_nothing_changes(self, makkerskap) -> None:
        write_plan(plan_of("ab|cd ef|gh"), "plan.csv")
        write_roster("8a.csv")
        before = Path("plan.csv").read_bytes()
        _, out, _ = makkerskap("mend", "plan.csv", "--roster", "8a.csv", "--output", "plan.csv")
        assert out.startswith("The period keeps every rule, and stays as it is.\n")
        assert Path("plan.csv").read_bytes() == before

    def test_of_several_classes_each_is_mended(self, makkerskap) -> None:
        eight = Plan(plan_of("ab|cd ef|gh").periods, "8A")
        nine = Plan(plan_of("ij|kl mn|op").periods, "9A")
        write_plans([eight, nine], "plans.csv")
        rows = [f"{x},{x},{'8A' if x < 'i' else '9A'}\n" for x in "abcdefgijklmnop"]
        Path("all.csv").write_text("id,name,class\n" + "".join(rows), "utf-8")
        arguments = ("mend", "plans.csv", "--roster", "all.csv", "--class", "all", "--json")
        _, out, _ = makkerskap(*arguments)
        told = [json.loads(row) for row in out.splitlines()]
        assert [(one["class"], one["left"]) for one in told] == [("8A", ["h"]), ("9A", [])]

    def test_rules_that_cannot_hold_are_status_3_and_nothing_is_written(self, makkerskap) -> None:
        write_plan(plan_of("ab|cd ef|gh"), "plan.csv")
        write_roster("8a.csv")
        Path("rules.toml").write_text('[[keep_apart]]\nstudents = ["a", "b", "c"]\n')
        arguments = ("mend", "plan.csv", "--roster", "8a.csv", "--rules", "rules.toml")
        status, out, err = makkerskap(*arguments, "--output", "new.csv")
        assert (status, out) == (3, "")
        assert "keep apart: a, b, c" in err
        assert not Path("new.csv").exists()

    def test_a_day_that_is_none_is_said_so(self, makkerskap) -> None:
        status, _, err = makkerskap("mend", "p.csv", "--roster", "8a.csv", "--date", "16.9.2026")
        assert (status, "2026-09-16" in err) == (2, True)


class TestCheck:
    def test_broken_rules_are_named_and_status_1(self, makkerskap) -> None:
        write_plan(plan_of("ab|cd ef|gh"), "plan.csv")
        Path("rules.toml").write_text('[[keep_apart]]\nstudents = ["a", "d"]\n')
        status, out, err = makkerskap("check", "plan.csv", "--rules", "rules.toml")
        assert (status, err) == (1, "")
        assert out == "Period 1: A and D are kept apart, but share group 1.\n"

    def test_json_names_students_by_id(self, makkerskap) -> None:
        write_plan(plan_of("ab|cd"), "plan.csv")
        write_roster("8a.csv", "abcde")
        status, out, _ = makkerskap("check", "plan.csv", "--roster", "8a.csv", "--json")
        assert status == 1
        assert json.loads(out) == {
            "ok": False,
            "broken": [
                {
                    "rule": "without_place",
                    "period": 1,
                    "students": ["e"],
                    "message": "Period 1: E Elev has no place.",
                }
            ],
        }

    @pytest.mark.parametrize("named", [True, False])
    def test_the_plan_of_one_class_is_held_against_that_class(self, makkerskap, named) -> None:
        write_trinn("8.csv")
        write_plan(replace(plan_of("ef|ghi"), school_class="8B" if named else ""), "plan.csv")
        assert makkerskap("check", "plan.csv", "--roster", "8.csv")[0] == 0

    def test_the_plans_of_all_classes(self, makkerskap) -> None:
        write_trinn("8.csv")
        plans = [
            replace(plan_of("ab|cd"), school_class="8A"),
            replace(plan_of("ef|gh"), school_class="8B"),
        ]
        write_plans(plans, "plan.csv")
        status, out, _ = makkerskap("check", "plan.csv", "--roster", "8.csv")
        assert (status, out) == (1, "8B: Period 1: I Elev has no place.\n")

    def test_a_plan_that_mixes_classes_is_held_against_all_of_them(self, makkerskap) -> None:
        rows = [f"s{i},Elev {i},8{'AB'[i // 4]}\n" for i in range(8)]
        Path("8.csv").write_text("id,name,class\n" + "".join(rows), "utf-8")
        makkerskap("plan", "8.csv", "--across", "--periods", "1", "--output", "plan.csv")
        assert makkerskap("check", "plan.csv", "--roster", "8.csv")[0] == 0
        _, out, _ = makkerskap(
            "absent", "plan.csv", "--roster", "8.csv", "--period", "1", "--away", "s0", "--json"
        )
        assert len(json.loads(out)["today"]) == 3


class TestAbsent:
    @pytest.fixture
    def absent(self, makkerskap):
        write_plan(plan_of("ab|cd ef|gh", "ac|bd ef|gh"), "plan.csv")
        return lambda *more: makkerskap("absent", "plan.csv", "--period", "2", *more)

    def test_json_is_the_object_of_the_front_door(self, absent) -> None:
        status, out, err = absent("--away", "a,e", "--away", "f,g,h", "--json")
        assert (status, err) == (0, "")
        assert json.loads(out) == {
            "messages": [{"from": "c", "to": "a"}],
            "teacher": ["e", "f", "g", "h"],
            "today": [{"pair": ["b", "d"]}],
            "alone": ["c"],
        }

    def test_it_is_told_by_name_and_what_to_do(self, absent) -> None:
        assert absent("--away", "a,e,h")[1].splitlines() == [
            "C writes to A.",
            "F writes to E.",
            "G writes to H.",
            "The message can be: Hi! I see that you are away today. I hope to see you tomorrow.",
            "Put together today: F, G.",
            "C has nobody to sit with, and can join B, D.",
            "As usual: B, D.",
        ]
        assert "Læreren skriver til E, F, G, H." in absent("--away", "e,f,g,h", "--lang", "nb")[1]
        assert "D has nobody to sit with.\n" in absent("--away", "a,b,c,e,f,g,h", "--lang", "en")[1]

    def test_the_rules_are_kept_and_the_list_is_the_class(self, absent) -> None:
        Path("rules.toml").write_text('[[keep_apart]]\nstudents = ["F", "g"]\n')
        day = json.loads(absent("--away", "e,h", "--rules", "rules.toml", "--json")[1])
        assert day["alone"] == ["f", "g"]
        write_roster("8a.csv", "abcdefgx")
        day = json.loads(absent("--away", "b,e", "--roster", "8a.csv", "--json")[1])
        assert day["messages"] == [{"from": "d", "to": "b"}, {"from": "f", "to": "e"}]
        assert {"pair": ["f", "g"]} in day["today"]
        assert {"pair": ["d", "x"]} in day["today"]

    def test_names_may_have_commas(self, makkerskap) -> None:
        plan = plan_of("ab|cd").renaming(
            lambda s: replace(s, name=f"{s.name} Elev", id=f"8,{s.id}")
        )
        write_plan(plan, "plan.csv")
        arguments = ("absent", "plan.csv", "--period", "1", "--json", "--away")
        for away in ("8,a,8,c", "Elev, A,C Elev", " A Elev , 8,c ,"):
            status, out, _ = makkerskap(*arguments, away)
            assert status == 0
            assert [one["to"] for one in json.loads(out)["messages"]] == ["8,a", "8,c"]

    def test_of_several_plans_it_is_that_of_who_is_away(self, makkerskap) -> None:
        one, other = plan_of("ab|cd"), plan_of("ef|gh")
        plans = [replace(one, school_class="8A"), replace(other, school_class="8B")]
        write_plans(plans, "plan.csv")
        _, out, _ = makkerskap("absent", "plan.csv", "--period", "1", "--away", "g", "--json")
        assert json.loads(out)["messages"] == [{"from": "h", "to": "g"}]
        status, _, err = makkerskap("absent", "plan.csv", "--period", "1", "--away", "g,h,a")
        assert (status, err) == (2, "away: Nobody in the class has the id or the name a.\n")

    def test_the_output_is_a_file_whole_or_not_at_all(self, absent) -> None:
        assert absent("--away", "a", "--output", "day.txt")[1] == "The list is in day.txt.\n"
        assert Path("day.txt").read_text("utf-8").startswith("C writes to A.\n")
        _, out, _ = absent("--away", "a", "--output", "day.json", "--json")
        assert json.loads(Path("day.json").read_text("utf-8")) == json.loads(out)
        assert absent("--away", "x", "--output", "none.txt")[0] == 2
        assert not Path("none.txt").exists()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--period", "3", "--away", "a"), "period: The plan has no period 3."),
            (("--period", "0", "--away", "a"), "--period: give a whole number from 1"),
            (("--period", "1"), "required: --away"),
            (("--away", "a"), "required: --period"),
            (
                ("--period", "1", "--away", "q"),
                "away: Nobody in the class has the id or the name q",
            ),
        ],
    )
    def test_what_cannot_be_is_status_2_and_one_line(self, makkerskap, arguments, said) -> None:
        write_plan(plan_of("ab|cd"), "plan.csv")
        status, out, err = makkerskap("absent", "plan.csv", *arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said in err


class TestDashboard:
    @pytest.mark.parametrize(
        ("arguments", "served"),
        [
            (("dashboard",), {}),
            (("--lang", "nn", "dashboard", "other"), {"name": "other", "language": "nn"}),
            (("dashboard", "--port", "80"), {"port": 80}),
            (("dashboard", "--no-browser"), {"open_browser": False}),
            (("dashboard", "--host", "0.0.0.0"), {"host": "0.0.0.0"}),  # noqa: S104
            (("dashboard", "--host", ""), {"host": ""}),
            (("dashboard", "--token"), {"token": True}),
            (("dashboard", "--no-token"), {"token": False}),
            (("dashboard", "--pages", "40"), {"pages": 40}),
            (("dashboard", "--token-file", "token"), {"token_file": "token"}),
            (("dashboard", "--base-url", "/makkerskap/"), {"base_url": "/makkerskap/"}),
            (
                ("dashboard", "--public-address", "https://vip.skole.example"),
                {"public_address": "https://vip.skole.example"},
            ),
            (("dashboard", "--workspace", "skole.db"), {"workspace": "skole.db"}),
            (("dashboard", "--jupyterhub"), {"jupyterhub": True}),
            (("dashboard", "--scheduler", "tcp://a:1"), {"scheduler": "tcp://a:1"}),
            (("dashboard", "my.ipynb", "--develop"), {"name": "my.ipynb", "develop": True}),
        ],
    )
    def test_is_served_as_asked_for(self, makkerskap, monkeypatch, arguments, served) -> None:
        asked = []

        def serve(name, **options) -> int:
            asked.append({"name": name, **options})
            return 0

        monkeypatch.setattr("toolkit.ui.serving.serve", serve)
        assert makkerskap(*arguments)[:2] == (0, "")
        usual = {
            "name": "koordinator",
            "host": "localhost",
            "port": None,
            "token": None,
            "base_url": None,
            "public_address": None,
            "token_file": None,
            "pages": None,
            "develop": False,
            "jupyterhub": False,
            "scheduler": None,
            "workspace": None,
            "open_browser": True,
            "language": "en",
        }
        assert asked == [usual | served]

    @pytest.mark.parametrize(
        ("content", "said"),
        [(None, "There is no such file"), ("[]", "no notebook"), ("{", "no notebook")],
    )
    def test_what_is_no_notebook_is_told(self, makkerskap, content, said) -> None:
        if content is not None:
            Path("my.ipynb").write_text(content)
        status, _, err = makkerskap("--lang", "en", "dashboard", "my.ipynb")
        assert (status, err.count("\n")) == (2, 1)
        assert said in err


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("bake",), "invalid choice: 'bake'"),
            (("plan",), "required: ROSTER"),
            (("plan", "8a.csv", "--bake"), "unrecognized arguments: --bake"),
            (("plan", "8a.csv", "--period", "3"), "unrecognized arguments: --period 3"),
            (("plan", "8a.csv", "--periods", "0"), "give a whole number from 1 to 1000"),
            (("plan", "8a.csv", "--periods", "²"), "give a whole number from 1 to 1000"),
            (("plan", "8a.csv", "--seed", "-1"), "--seed"),
            (("plan", "8a.csv", "--time-limit", "nan"), "give a number of seconds above zero"),
            (("plan", "8a.csv", "--time-limit", "0"), "give a number of seconds above zero"),
            (("plan", "8a.csv", "--group-shape", "six"), "invalid choice: 'six'"),
            (("--lang", "fr", "plan", "8a.csv"), "invalid choice: 'fr'"),
            (("plan", "8a.csv", "--lang"), "expected one argument"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
    )
    def test_wrong_usage_is_one_line_and_status_2(self, makkerskap, arguments, said) -> None:
        status, out, err = makkerskap(*arguments)
        assert (status, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1

    def test_every_word_of_argparse_that_we_translate_is_argparses(self) -> None:
        import argparse

        tree = ast.parse(inspect.getsource(argparse))
        words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert {message.text for message in ARGPARSE_WORDS} <= words

    @pytest.mark.parametrize(
        ("environment", "arguments", "language"),
        [
            ({"LANGUAGE": "nn"}, (), "nn"),
            ({"LANGUAGE": "", "LANG": "en_GB.UTF-8"}, (), "en"),
            ({"LANGUAGE": "", "LANG": "C"}, (), "nb"),
            ({"LANGUAGE": "nn"}, ("--lang", "en"), "en"),
            ({"LANGUAGE": "nn"}, ("--lang=nb",), "nb"),
        ],
    )
    def test_the_language(self, monkeypatch, environment, arguments, language) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        spoken = []
        monkeypatch.setattr(commands, "plan", lambda _, say: spoken.append(say.language) or 0)
        assert main((*arguments, "plan", "8a.csv")) == 0
        assert main(("plan", "8a.csv", *arguments)) == 0
        assert spoken == [language, language]


class TestWhatShouldNotHappen:
    @pytest.fixture(autouse=True)
    def broken_program(self, monkeypatch) -> None:
        def fail(*_: object) -> int:
            raise ZeroDivisionError("Ida Berg")

        monkeypatch.setattr(commands, "plan", fail)

    def test_is_said_without_a_traceback_or_a_name(self, makkerskap) -> None:
        status, out, err = makkerskap("plan", "8a.csv")
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        assert "Ida" not in err

    def test_developers_get_their_traceback(self, makkerskap, monkeypatch) -> None:
        monkeypatch.setenv("MAKKERSKAP_DEBUG", "1")
        assert "ZeroDivisionError" in makkerskap("plan", "8a.csv")[2]

    def test_ctrl_c_before_there_is_anything_to_keep(self, makkerskap, monkeypatch) -> None:
        def interrupted(*_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr(commands, "plan", interrupted)
        assert makkerskap("plan", "8a.csv") == (130, "", "")


def write_names(path: str, *names: str, school_class: str) -> None:
    rows = [f"{name},{school_class}\n" for name in names]
    Path(path).write_text("name,class\n" + "".join(rows), "utf-8")


PEOPLE = ("Ida Berg", "Ali Khan", "Nora Lie", "Emil Vik", "Sara Moe", "Jonas Dahl", "Liv Aas")


class TestAPlanOfThoseWhoHaveChanged:
    def test_a_class_that_moved_up_goes_on_and_is_judged_as_itself(self, makkerskap) -> None:
        write_names("8a.csv", *PEOPLE, school_class="8A")
        write_names("9a.csv", *PEOPLE, school_class="9A")
        assert makkerskap("plan", "8a.csv", "--periods", "2", "--output", "plan.csv")[0] == 0
        done = makkerskap(
            *("plan", "9a.csv", "--history", "plan.csv", "--periods", "1", "--output", "more.csv")
        )
        assert (done[0], done[2]) == (0, "")
        plan = read_plans("more.csv")[0]
        assert [len(period.students) for period in plan.periods] == [7, 7, 7]
        assert len({student.id for period in plan.periods for student in period.students}) == 7
        checked = makkerskap("check", "plan.csv", "--roster", "9a.csv")
        assert checked == (0, "The plan keeps every rule.\n", "")

    def test_who_may_be_lost_is_told_by_name_on_standard_error(self, makkerskap) -> None:
        write_names("8a.csv", *PEOPLE, school_class="8A")
        write_names("new.csv", "Ida Holm", *PEOPLE[1:], school_class="8A")
        makkerskap("plan", "8a.csv", "--periods", "1", "--output", "plan.csv")
        for arguments in (
            ("plan", "new.csv", "--history", "plan.csv", "--periods", "1"),
            ("plan", "new.csv", "--announced", "plan.csv", "--periods", "1"),
            ("check", "plan.csv", "--roster", "new.csv"),
        ):
            said = makkerskap(*arguments)[2]
            assert said.startswith("plan.csv: In the plan, but not in the class list: Ida Berg.")
            assert "Ida Holm" in said
            assert said.count("\n") == 1
