"""What the program does. Each command imports what it needs."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.classes import (
    ALL_CLASSES,
    class_of,
    classes_to_plan,
    plans_of,
    roster_and_rules,
    tell_who_may_be_lost,
)
from toolkit.cli.output import (
    Exit,
    as_json,
    refuse_unwritable_file,
    refuse_unwritable_output,
    refuse_unwritable_pdf,
    write,
    write_json,
)
from toolkit.errors import InputError, MakkerskapError, RulesConflict, Spot
from toolkit.messages import Message, Translator
from toolkit.now import today
from toolkit.plan import Plan, Stay
from toolkit.rules import GroupShape
from toolkit.standard_output import ours

if TYPE_CHECKING:
    from toolkit.broken_rules import BrokenRule
    from toolkit.people import Roster
    from toolkit.planning.school import Wanted
    from toolkit.rules import Rules
    from toolkit.seats import Seating


def dashboard(options: argparse.Namespace, translate: Translator) -> Exit:
    """Serve a dashboard until it is interrupted."""
    from toolkit.ui.serving import DEFAULT_NAME, LOCALHOST, serve

    serve(
        options.name or DEFAULT_NAME,
        host=LOCALHOST if options.host is None else options.host,
        port=options.port,
        token=options.token,
        base_url=options.base_url,
        public_address=options.public_address,
        token_file=options.token_file,
        pages=options.pages,
        workspace=options.workspace,
        open_browser=options.open_browser,
        language=translate.language,
        develop=options.develop,
        jupyterhub=options.jupyterhub,
        scheduler=options.scheduler,
    )
    return Exit.DONE


def doctor(options: argparse.Namespace, translate: Translator) -> Exit:
    """Look at all that the program needs, and say what is wrong."""
    from toolkit.cli.doctor import as_json_value, examined, told
    from toolkit.workspace.location import absolute, default_location

    found = examined(absolute(options.workspace or default_location()))
    if options.json:
        write_json(as_json_value(found, translate))
    else:
        write(told(found, translate))
    return Exit.DONE if all(one.is_fine for one in found) else Exit.BROKEN_RULES


def install_shortcut(options: argparse.Namespace, translate: Translator) -> Exit:
    """Put the dashboard among the machine's programs, or take it away again."""
    from toolkit.cli.shortcut import Shortcut

    shortcut = Shortcut.of_this_machine(translate.language)
    said = shortcut.remove() if options.remove else shortcut.install()
    write(translate(said) + "\n")
    return Exit.DONE


def plan(options: argparse.Namespace, translate: Translator) -> Exit:
    """Plan one class or all, and write the plans once every one of them is there."""
    from toolkit.cli.class_lists import read_as_asked
    from toolkit.files.plans import plans_to_text, write_plans
    from toolkit.planning.school import Wanted

    refuse_unwritable_output(options)
    everyone, rules = read_as_asked(options.roster, options, translate)
    rosters = classes_to_plan(everyone, options)
    if options.group_shape is not None:
        rules = replace(rules, group_shape=GroupShape(options.group_shape))
    if options.across:
        rules = rules.with_classes_acquainted(everyone)
    histories, others = plans_of(rosters, options.history, translate)
    announced, _ = plans_of(rosters, options.announced, translate)
    wanted = [
        Wanted(
            roster,
            rules.for_class(roster),
            history=history,
            announced=told,
            stay=Stay(options.stay),
            periods=options.periods,
            time_limit=options.time_limit,
            seed=options.seed,
            across=options.across,
        )
        for roster, history, told in zip(rosters, histories, announced, strict=True)
    ]
    answers = _planned(wanted, options, translate)
    errors = [answer for answer in answers if isinstance(answer, MakkerskapError)]
    if len(errors) == len(answers):
        return _ended(errors)
    # What has happened in other classes is kept, or their history would be lost.
    others = [*others, *_histories_of_unplanned(wanted, answers)]
    planned = [
        (one, answer)
        for one, answer in zip(wanted, answers, strict=True)
        if isinstance(answer, Plan)
    ]
    plans = [plan for _, plan in planned]
    if options.output is not None:
        with ours():
            write_plans([*plans, *others], options.output, for_excel=options.for_excel)
    if options.json:
        for one, plan in planned:
            write_json(_summary(one, plan, options.school_class == ALL_CLASSES))
    elif options.output is not None:
        write(translate(Message("The plan is in {file}.", file=options.output)) + "\n")
        for one, plan in planned:
            _write_outlook(one, plan, translate)
    else:
        write(plans_to_text([*plans, *others], for_excel=options.for_excel))
    return _ended(errors)


def _ended(errors: "Sequence[MakkerskapError]") -> Exit:
    """How planning several classes ended, some of which could not be."""
    if any(isinstance(error, RulesConflict) for error in errors):
        return Exit.CONFLICT
    return Exit.UNUSABLE_INPUT if errors else Exit.DONE


def _histories_of_unplanned(
    wanted: "Sequence[Wanted]", answers: "Sequence[Plan | MakkerskapError]"
) -> "list[Plan]":
    """What has happened in the classes that could not be planned, each with its class."""
    return [
        replace(one.history, school_class=one.roster.classes[0])
        for one, answer in zip(wanted, answers, strict=True)
        if isinstance(answer, MakkerskapError) and one.history is not None
    ]


def check(options: argparse.Namespace, translate: Translator) -> Exit:
    """Hold a plan, and seats if there are any, against roster and rules, and name what breaks."""
    from toolkit.cli.seats import seats_to_judge
    from toolkit.files.plans import read_plans

    plans = read_plans(options.plan, as_is=True)
    roster, rules = roster_and_rules(plans, options, translate)
    meetings = [None if roster is None else class_of(plan, roster) for plan in plans]
    seats = seats_to_judge(plans, meetings, options)
    broken = []
    for plan, meeting in zip(plans, meetings, strict=True):
        seating = seats[1] if seats is not None and seats[0] is plan else None
        own = None
        if meeting is not None:
            tell_who_may_be_lost(meeting, options.plan, translate)
            plan, own = meeting.plan, meeting.roster
        broken += [(plan, rule) for rule in _broken(plan, own, rules, seating, options.distance)]
    if options.json:
        write_json(
            {
                "ok": not broken,
                "broken": [_broken_rule(plan, rule, translate) for plan, rule in broken],
            }
        )
    elif broken:
        for plan, rule in broken:
            school_class = f"{plan.school_class}: " if plan.school_class else ""
            write(f"{school_class}{translate(rule.message)}\n")
    else:
        write(translate(Message("The plan keeps every rule.")) + "\n")
    return Exit.BROKEN_RULES if broken else Exit.DONE


def seats(options: argparse.Namespace, translate: Translator) -> Exit:
    """Seat the students of a plan in a room, period by period."""
    from toolkit.cli import seat_mending
    from toolkit.cli.seats import as_ids, away_in, class_to_seat, room_for, told
    from toolkit.cli.terminal import Watch
    from toolkit.files.seats import seats_to_text, write_seats
    from toolkit.seating.mending import mend_seats
    from toolkit.seating.year import TIME_LIMIT, seat_year

    refuse_unwritable_output(options)
    seat_mending.refuse_options(options)
    plan, roster, rules, read = class_to_seat(options, translate)
    room = room_for(options.room, plan, roster)
    asked = {
        "roster": roster,
        "locked": None if options.locked is None else read(options.locked, room),
        "away": away_in(plan, options.away),
        "distance": options.distance,
        "time_limit": TIME_LIMIT if options.time_limit is None else options.time_limit,
        "seed": options.seed,
    }
    mending = None
    with Watch(translate) as watch:
        if options.mend is None:
            result = seat_year(
                plan,
                room,
                rules,
                periods=None if options.period is None else (options.period,),
                history=None if options.history is None else read(options.history, room),
                on_progress=watch.seating,
                **asked,
            )
        else:
            was = room_for(options.was or options.room, plan, roster)
            before = seat_mending.seats_before(read, options, was)
            mending = mend_seats(
                plan, before, room, rules, period=options.period, on_progress=watch.seating, **asked
            )
            result = mending.result
    if options.output is not None:
        with ours():
            write_seats(result, plan, options.output)
    moves = [] if mending is None else list(seat_mending.told(mending, plan))
    lines = [translate(sentence) + "\n" for sentence in (*moves, *told(result))]
    if options.json:
        write_json(as_ids(result) | ({} if mending is None else seat_mending.as_ids(mending)))
    elif options.output is None:
        write(seats_to_text(result, plan))
    else:
        where = translate(Message("The seats are in {file}.", file=options.output))
        write(f"{where}\n{''.join(lines)}")
    if options.json or options.output is None:
        known = result.told if options.json else (*moves, *result.told)
        sys.stderr.write("".join(translate(sentence) + "\n" for sentence in known))
    return Exit.DONE


def absent(options: argparse.Namespace, translate: Translator) -> Exit:
    """Say who writes to those who are away, and who sits together today."""
    from toolkit.absence import absent
    from toolkit.cli.absent import as_ids, told, words_for
    from toolkit.files.atomic import write_whole
    from toolkit.files.plans import read_plans
    from toolkit.given import everyone_in
    from toolkit.people import Roster

    refuse_unwritable_output(options)
    plans = read_plans(options.plan)
    roster, rules = roster_and_rules(plans, options, translate)
    meetings = [None if roster is None else class_of(plan, roster) for plan in plans]
    classes = [
        (plan, everyone_in(plan)) if one is None else (one.plan, one.roster)
        for plan, one in zip(plans, meetings, strict=True)
    ]
    known = Roster(tuple({s.id: s for _, own in classes for s in own}.values()))
    away = words_for(options.away, known)
    # Of several classes it is the one whose students they are.
    at = max(range(len(plans)), key=lambda at: sum(bool(classes[at][1].named(w)) for w in away))
    (plan, everyone), meeting = classes[at], meetings[at]
    if meeting is not None:
        tell_who_may_be_lost(meeting, options.plan, translate)
    day = absent(
        plan,
        period=options.period,
        away=away,
        rules=rules.for_class(everyone),
        roster=None if meeting is None else everyone,
    )
    lines = (translate(sentence) + "\n" for sentence in told(day, everyone))
    result = as_json(as_ids(day)) if options.json else "".join(lines)
    if options.output is not None:
        with ours():
            write_whole(options.output, result.encode())
    if options.json or options.output is None:
        write(result)
    else:
        write(translate(Message("The list is in {file}.", file=options.output)) + "\n")
    return Exit.DONE


def mend(options: argparse.Namespace, translate: Translator) -> Exit:
    """Change the newest period so that it keeps the rules, and say who is moved where."""
    from toolkit.cli.class_lists import read_as_asked
    from toolkit.cli.mending import as_ids, told
    from toolkit.cli.terminal import Watch
    from toolkit.files.plans import write_plans
    from toolkit.planning.mending import mend

    refuse_unwritable_output(options)
    everyone, rules = read_as_asked(options.roster, options, translate)
    rosters = classes_to_plan(everyone, options)
    plans, others = plans_of(rosters, options.plan, translate)
    on = options.date or today()
    mendings, corrected = [], []
    with Watch(translate) as watch:
        for plan, roster in zip(plans, rosters, strict=True):
            assert plan is not None, "there is a file of them"
            mending = mend(
                plan,
                roster,
                rules.for_class(roster),
                time_limit=options.time_limit,
                seed=options.seed,
                on_progress=watch.searching,
                across=options.across,
            )
            mendings.append(mending)
            corrected.append(plan.corrected(mending.period, on))
    if options.output is not None:
        with ours():
            write_plans([*corrected, *others], options.output, for_excel=options.for_excel)
    for plan, mending, roster in zip(corrected, mendings, rosters, strict=True):
        school_class = {"class": plan.school_class} if len(rosters) > 1 else {}
        if options.json:
            write_json({**school_class, **as_ids(mending)})
        else:
            before = f"{plan.school_class}: " if school_class else ""
            write("".join(f"{before}{translate(one)}\n" for one in told(mending, roster)))
    if options.output is not None and not options.json:
        write(translate(Message("The plan is in {file}.", file=options.output)) + "\n")
    return Exit.DONE


def show(options: argparse.Namespace, translate: Translator) -> Exit:
    """Write the page whole or not at all, to a file or to standard output."""
    from toolkit.cli.seats import seats_to_show
    from toolkit.files.atomic import write_whole
    from toolkit.files.plans import read_plan
    from toolkit.showing.projector import projector_page
    from toolkit.showing.seats_page import seats_page

    refuse_unwritable_output(options)
    plan = read_plan(options.plan)
    seated = seats_to_show(plan, options)
    try:
        if seated is None:
            page = projector_page(plan, options.period, translate)
        else:
            page = seats_page(plan, seated, translate)
    except InputError as error:
        raise InputError(error.message, Spot(Path(options.plan).name)) from None
    if options.output is None:
        write(page)
    else:
        with ours():
            write_whole(options.output, page.encode())
        write(translate(Message("The page is in {file}.", file=options.output)) + "\n")
    return Exit.DONE


def calendar(options: argparse.Namespace, translate: Translator) -> Exit:
    """Say when every makkerbytte of a school year is, and which dates moved."""
    from toolkit.cli.calendar import as_json_value, calendar_for, told, write_wheel
    from toolkit.files.calendars import calendar_to_text, refuse_other_ending, write_calendar

    refuse_unwritable_output(options)
    refuse_unwritable_pdf(options.wheel)
    if options.output is not None:
        refuse_other_ending(options.output)
    year, read, announced = calendar_for(options)
    with ours():
        if options.output is not None:
            write_calendar(year, options.output, translate)
        if options.wheel is not None:
            write_wheel(year, options.wheel, translate)
    if options.json:
        write_json(as_json_value(year, announced))
    elif options.output is None:
        write(calendar_to_text(year))
    else:
        write(translate(Message("The calendar is in {file}.", file=options.output)) + "\n")
    sys.stderr.write("".join(translate(one) + "\n" for one in told(year, read, announced)))
    return Exit.DONE


def evaluate(options: argparse.Namespace, translate: Translator) -> Exit:
    """Count the answers to the yearly evaluation, and say what may be told of them."""
    from toolkit.cli.evaluating import page_of, told
    from toolkit.evaluation.as_values import evaluation_values
    from toolkit.evaluation.results import evaluate as evaluated
    from toolkit.evaluation.words import evaluation_table
    from toolkit.files.answers import counts_to_text, read_answers
    from toolkit.files.atomic import write_whole
    from toolkit.files.cells import as_text
    from toolkit.files.evaluation_forms import read_form

    refuse_unwritable_output(options)
    refuse_unwritable_pdf(options.page)
    refuse_unwritable_file(options.table)
    form = None if options.form is None else read_form(options.form)
    classes = options.classes.split(",")
    counts = read_answers(options.answers, form, classes)
    before = None if options.before is None else read_answers(options.before, form, classes)
    evaluation = evaluated(counts, options.share, options.least, before)
    if options.output is not None:
        with ours():
            write_whole(options.output, counts_to_text(counts).encode())
    if options.table is not None:
        with ours():
            write_whole(options.table, as_text(evaluation_table(evaluation, translate)).encode())
    if options.page is not None:
        with ours():
            write_whole(options.page, page_of(evaluation, options, translate))
    if options.json:
        write_json(evaluation_values(evaluation))
    else:
        write("".join(line + "\n" for line in told(evaluation, translate)))
    return Exit.DONE


def form(options: argparse.Namespace, translate: Translator) -> Exit:
    """Make the form of the yearly evaluation as a page to print."""
    from toolkit.files.atomic import write_whole
    from toolkit.files.evaluation_forms import read_form
    from toolkit.paper.evaluation import evaluation_form_pdf

    refuse_unwritable_pdf(options.output)
    own = None if options.form is None else read_form(options.form)
    made = evaluation_form_pdf(own, options.role, translate, school=options.school)
    with ours():
        write_whole(options.output, made)
    write(translate(Message("The form is in {file}.", file=options.output)) + "\n")
    return Exit.DONE


def papers(options: argparse.Namespace, translate: Translator) -> Exit:
    """Make what a period needs on paper, as one archive."""
    from toolkit.cli.papers import as_names, made
    from toolkit.files.atomic import write_whole

    refuse_unwritable_output(options)
    files = made(options, translate)
    with ours():
        write_whole(options.output, files.zip())
    if options.json:
        write_json(as_names(files, options))
    else:
        where = Message("The papers are in {file}: {papers}.", file=options.output, papers=[*files])
        write(translate(where) + "\n")
    return Exit.DONE


def _broken(
    plan: "Plan",
    roster: "Roster | None",
    rules: "Rules",
    seating: "Seating | None",
    distance: int,
) -> "list[BrokenRule]":
    """The broken ones of those rules that concern the class of this plan."""
    from toolkit.checking import check
    from toolkit.given import everyone_in

    own = rules.for_class(roster or everyone_in(plan))
    return check(plan, roster, own, seating=seating, distance=distance)


def _planned(
    wanted: "Sequence[Wanted]", options: argparse.Namespace, translate: Translator
) -> "list[Plan | MakkerskapError]":
    """Plan one class here, or several side by side, while the terminal shows how far it is.

    Why one of several could not be planned is said on standard error, and is the answer for it.
    """
    from toolkit.cli.terminal import Watch
    from toolkit.planning.school import plan_classes, plan_one

    with Watch(translate) as watch:
        if len(wanted) == 1 and options.scheduler is None:
            answers = [plan_one(wanted[0], watch.searching)]
        else:
            answers = plan_classes(wanted, scheduler=options.scheduler, on_planned=watch.planned)
    for at, (one, answer) in enumerate(zip(wanted, answers, strict=True)):
        # Say which class list, and which class of it, the error is about.
        name = ", ".join([Path(options.roster).name, *filter(None, one.roster.classes)])
        if isinstance(answer, InputError):
            answer = InputError(answer.message, answer.spot or Spot(name))
        if isinstance(answer, MakkerskapError):
            if len(wanted) == 1:
                raise answer
            where = "" if isinstance(answer, InputError) else f"{name}: "
            sys.stderr.write(f"{where}{answer.translated(translate)}\n")
        elif options.school_class == ALL_CLASSES:
            answers[at] = replace(answer, school_class=one.roster.classes[0])
    return answers


def _write_outlook(wanted: "Wanted", plan: "Plan", translate: Translator) -> None:
    """Say when everyone knows everyone, and whether that could be earlier."""
    from toolkit.acquaintance import coverage
    from toolkit.outlook import Outlook

    report = coverage(plan, wanted.rules, wanted.roster)
    if (full := report.periods_to_full) is None:
        return
    assert plan.solution is not None, "the planner says how it found a plan"
    accepted = 0 if wanted.history is None else len(wanted.history.periods)
    outlook = Outlook(report, accepted, full, plan.solution.bound, plan.solution.ended)
    words = " ".join(translate(sentence) for sentence in outlook.sentences)
    write(f"{plan.school_class}: {words}\n" if plan.school_class else f"{words}\n")


def _summary(wanted: "Wanted", plan: "Plan", with_class: bool) -> dict[str, object]:
    """What ``--json`` tells of a plan."""
    from toolkit.acquaintance import coverage

    report = coverage(plan, wanted.rules, wanted.roster)
    assert plan.solution is not None, "the planner says how it found a plan"
    return {
        **({"class": plan.school_class} if with_class else {}),
        "students": len(wanted.roster),
        "periods": len(plan.periods),
        "bound": plan.solution.bound,
        "periods_to_full": report.periods_to_full,
        "coverage": report.by_period,
        "partner_repeats": report.partner_repeats,
        "seconds": round(plan.solution.seconds, 3),
        "status": plan.solution.status,
    }


def _broken_rule(plan: "Plan", rule: "BrokenRule", translate: Translator) -> dict[str, object]:
    """What ``--json`` tells of a broken rule; students are named by their ids."""
    return {
        **({"class": plan.school_class} if plan.school_class else {}),
        "rule": rule.kind,
        "period": rule.period,
        "students": [student.id for student in rule.students],
        "message": translate(rule.message),
    }
