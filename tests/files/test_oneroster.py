"""OneRoster exports as the standard has them, and as systems make them."""

import io
import zipfile

import pytest

from toolkit.files.class_list import read_class_list
from toolkit.files.sources import Source
from toolkit.people import Roster

from .building import IDENTITY_NUMBER, error_of, oneroster, roster_of, zipped

ORGS = "sourcedId,name,type\ns1,Lia skole,school\ns2,Fjell skole,school\nk1,Dal kommune,district\n"
CLASSES = (
    "sourcedId,status,title,classType,classCode,schoolSourcedId\n"
    "c1,,8A,homeroom,,s1\nc2,,Matte,scheduled,,s1\nc3,,8B,homeroom,,s1\n"
    "c4,,8a,homeroom,,s2\nc5,tobedeleted,7A,homeroom,,s1\n"
)
USERS = (
    "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,phone\n"
)
IDA = "u1,,true,s1,student,ida,Ida,Berg,ida@skole.example,91234567\n"
ALI = "u2,,true,s1,student,ali,Ali,Khan,,\n"
EMIL = "u3,,true,s2,student,emil,Emil,Vik,,\n"
KARI = "t1,,true,s1,teacher,kari,Kari,Moe,,\n"
ENROLLMENTS = (
    "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n"
)
IN_8A = "e1,c1,s1,u1,student,,,\n"
ALI_IN_8B = "e2,c3,s1,u2,student,,,\n"
TEACHES_8A = "e3,c1,s1,t1,teacher,true,,\n"
USERS_12 = "sourcedId,status,enabledUser,givenName,familyName\n"
ROLES = "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"


def export(users: str = IDA, enrollments: str = IN_8A, **tables: str) -> bytes:
    """A whole export of version 1.1 with these rows, or with tables that have headings."""
    return oneroster(
        **{
            "users": below(USERS, users),
            "classes": CLASSES,
            "enrollments": below(ENROLLMENTS, enrollments),
            "orgs": ORGS,
            **tables,
        }
    )


def below(headings: str, rows: str) -> str:
    return rows if "sourcedid" in rows.split("\n")[0].lower() else headings + rows


def classes(content: bytes) -> dict[str, str]:
    return {student.name: student.school_class for student in roster_of(content, "export.zip")}


def made_on(year: int, month: int, day: int, content: bytes) -> bytes:
    """The same export, made on another day."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (year, month, day, 12, 0, 0)), old.read(name))
    return made.getvalue()


def test_a_whole_export_of_version_1_1():
    content = export(IDA + KARI + ALI, IN_8A + ALI_IN_8B + TEACHES_8A)
    one, other = roster_of(content, "export.zip")
    assert (one.id, one.name, one.school_class) == ("u1", "Ida Berg", "8A")
    assert (other.id, other.name, other.school_class) == ("u2", "Ali Khan", "8B")
    assert set(one.attributes) == {("gender", "")}


def test_a_whole_export_of_version_1_2():
    content = oneroster(
        "1.2",
        users=USERS_12 + "u1,,true,Ida,Berg\nu2,,true,Ali,Khan\nt1,,true,Kari,Moe\n",
        roles=ROLES + "r1,,u1,primary,student,,,s1\nr2,,u2,primary,student,,,s1\n"
        "r3,,t1,primary,teacher,,,s1\n",
        classes=CLASSES,
        enrollments=ENROLLMENTS + IN_8A + ALI_IN_8B + TEACHES_8A,
        orgs=ORGS,
        demographics="sourcedId,birthDate,sex\nu1,2012-01-01,female\n",
    )
    one, other = roster_of(content, "export.zip")
    assert (one.name, one.school_class, other.school_class) == ("Ida Berg", "8A", "8B")
    assert dict(one.attributes) == {"gender": "female"}


def test_a_person_with_two_roles():
    content = oneroster(
        "1.2",
        users=USERS_12 + "u1,,true,Ida,Berg\nu2,,true,Ali,Khan\nt1,,true,Kari,Moe\nu4,,true,X,Y\n",
        roles=ROLES + "r1,,u1,primary,student,,,s1\nr2,,u1,secondary,aide,,,s2\n"
        "r3,,u2,secondary,student,,,s1\n"  # and enrolled
        "r4,,t1,primary,teacher,,,s1\nr5,,t1,secondary,student,,,s2\n"  # and not enrolled
        "r6,,u4,primary,student,2020-08-15,2021-06-20,s1\n",  # no more
        classes=CLASSES,
        enrollments=ENROLLMENTS + IN_8A + ALI_IN_8B + TEACHES_8A,
    )
    assert classes(content) == {"Ida Berg": "8A", "Ali Khan": "8B"}


def test_headings_of_any_case_a_bom_semicolons_quotes_and_unknown_columns():
    users = (
        '\ufeff"SOURCEDID";"Role";"GivenName";"familyname";"metadata.color"\r\n'
        '"u1";"Student";"Ida; Marie";"Berg ""B""";"red"\r\n'
    )
    (student,) = roster_of(export(users, extra="a\n1\n"), "export.zip")
    assert (student.name, student.attributes) == ('Ida; Marie Berg "B"', (("gender", ""),))


def test_what_is_to_be_deleted_is_gone():
    gone = "u9,tobedeleted,true,s1,student,x,Gone,Away,,\n"
    status = ENROLLMENTS.replace("sourcedId,class", "sourcedId,status,class", 1)
    enrollments = status + "e1,,c1,s1,u1,student,,,\ne2,tobedeleted,c3,s1,u1,student,,,\n"
    assert classes(export(IDA + gone, enrollments)) == {"Ida Berg": "8A"}


def test_a_class_that_is_to_be_deleted_counts_for_none():
    assert classes(export(IDA, IN_8A + "e2,c5,s1,u1,student,,,\n")) == {"Ida Berg": "8A"}


def test_who_may_not_log_in_is_in_class_all_the_same():
    assert classes(export(IDA.replace("true", "false"))) == {"Ida Berg": "8A"}


def test_the_names_that_a_student_goes_by():
    users = USERS.replace("\n", ",preferredGivenName,preferredFamilyName\n")
    (student,) = roster_of(export(users + IDA[:-1] + ",Idun,\n"))
    assert student.name == "Idun Berg"


def test_a_homeroom_comes_before_a_subject():
    subject = "e5,c2,s1,u1,student,,,\n"
    assert classes(export(IDA, subject + IN_8A)) == {"Ida Berg": "8A"}
    assert classes(export(IDA, subject)) == {"Ida Berg": "Matte"}


def test_classes_of_the_same_name_at_two_schools_are_two():
    in_8a_at_fjell = "e4,c4,s2,u3,student,,,\n"
    everyone = IDA + ALI + EMIL
    content = export(everyone, IN_8A + ALI_IN_8B + in_8a_at_fjell)
    found = {"Ida Berg": "8A (Lia skole)", "Ali Khan": "8B", "Emil Vik": "8a (Fjell skole)"}
    assert classes(content) == found
    assert len(roster_of(content).classes) == 3


@pytest.mark.parametrize("orgs", ["sourcedId,name\n", "sourcedId,name\ns1,Skole\ns2,skole\n"])
def test_schools_without_names_of_their_own_are_told_apart_by_their_ids(orgs):
    content = export(IDA + EMIL, IN_8A + "e4,c4,s2,u3,student,,,\n", orgs=orgs)
    assert classes(content) == {"Ida Berg": "8A (s1)", "Emil Vik": "8a (s2)"}


def test_one_of_the_schools_without_students_lends_no_name():
    assert classes(export(IDA, IN_8A)) == {"Ida Berg": "8A"}


MOVED = "e1,c1,s1,u1,student,,2026-08-17,2026-10-01\ne2,c3,s1,u1,student,,2026-10-01,2027-06-19\n"


@pytest.mark.parametrize(
    ("day", "school_class"),
    [
        ((2026, 8, 1), "8A"),
        ((2026, 9, 30), "8A"),
        ((2026, 10, 1), "8B"),
        ((2027, 1, 1), "8B"),
    ],
)
def test_a_student_who_moves_is_in_the_class_of_the_exports_day(day, school_class):
    begun = MOVED if day > (2026, 8, 17) else MOVED.splitlines(keepends=True)[0]
    assert classes(made_on(*day, export(IDA, begun))) == {"Ida Berg": school_class}


def test_who_has_left_is_in_no_class_list():
    left = "e2,c1,s1,u2,student,,2026-08-17,2026-09-20\n"
    content = made_on(2026, 10, 1, export(IDA + ALI, IN_8A + left))
    assert classes(content) == {"Ida Berg": "8A"}


def test_an_archive_without_a_clock_is_read_as_of_today():
    left = "e2,c1,s1,u2,student,,2010-08-17,2011-06-20\n"
    content = made_on(1980, 1, 1, export(IDA + ALI, IN_8A + left))
    assert classes(content) == {"Ida Berg": "8A"}


def test_a_folder_in_the_archive():
    with zipfile.ZipFile(io.BytesIO(export())) as archive:
        members = {f"Export/{name.upper()}": archive.read(name) for name in archive.namelist()}
    assert classes(zipped(members)) == {"Ida Berg": "8A"}


def test_a_table_that_is_listed_as_absent_is_not_read():
    (student,) = roster_of(
        zipped(
            {
                "manifest.csv": "propertyName,value\nfile.demographics,absent\nfile.users,bulk\n",
                "users.csv": USERS + IDA,
                "classes.csv": CLASSES,
                "enrollments.csv": ENROLLMENTS + IN_8A,
                "demographics.csv": "sourcedId,sex\nu1,female\n",
            }
        )
    )
    assert student.attribute("gender") == ""


@pytest.mark.parametrize(
    "content",
    [
        zipped({"users.csv": USERS + IDA}),
        zipped({"manifest.csv": "propertyName,value\n", "users.csv": USERS + IDA}),
        export(manifest="propertyName,value\nfile.classes,absent\n"),
    ],
)
def test_without_classes_it_is_one_list(content):
    assert classes(content) == {"Ida Berg": ""}


def test_who_is_in_no_class_is_in_no_class_list():
    assert classes(export(IDA + EMIL)) == {"Ida Berg": "8A"}


SUBJECTS = (
    "sourcedId,status,title,classType,classCode,schoolSourcedId\n"
    "n,,Norsk 8A,scheduled,,s1\nm,,Matte 8A,scheduled,,s1\nk,,Kor,scheduled,,s1\n"
)


def in_classes(**of: str) -> str:
    """Enrollments of students, by their ids, in classes whose ids are single letters."""
    pairs = [(user, one) for user, ids in of.items() for one in ids]
    return "".join(f"e{n},{one},s1,{user},student,,,\n" for n, (user, one) in enumerate(pairs))


def test_students_in_several_classes_are_of_each_of_them():
    content = export(IDA + ALI + EMIL, in_classes(u1="nm", u2="mk", u3="n"), classes=SUBJECTS)
    roster = roster_of(content, "export.zip")
    assert roster.classes == ("Norsk 8A", "Matte 8A", "Kor")
    assert (roster.overlaps, len(roster)) == (True, 3)
    norwegian = roster.of_class("norsk 8 a")
    assert [student.name for student in norwegian] == ["Ida Berg", "Emil Vik"]
    assert not norwegian.overlaps
    assert norwegian.classes == ("Norsk 8A",)
    assert [student.id for student in roster.of_class("Kor")] == ["u2"]
    assert Roster.from_frame(roster.to_frame()) == roster


def test_homerooms_win_over_subjects():
    both = SUBJECTS + "h,,8A,homeroom,,s1\n"
    content = export(IDA + ALI, in_classes(u1="nmh", u2="h"), classes=both)
    assert classes(content) == {"Ida Berg": "8A", "Ali Khan": "8A"}


def test_a_whole_school_of_subjects_is_read():
    pupils = "".join(f"p{n},,true,s1,student,,Elev,Nr{n} Lie,,\n" for n in range(400))
    places = in_classes(**{f"p{n}": "abcdefgh" for n in range(400)})
    titles = "".join(f"{one},,Fag {one},scheduled,,s1\n" for one in "abcdefgh")
    content = export(pupils, places, classes=CLASSES.splitlines()[0] + "\n" + titles)
    roster = roster_of(content, "export.zip")
    assert (len(roster), len(roster.classes), len(roster.of_class("Fag c"))) == (400, 8, 400)


@pytest.mark.parametrize("table", ["users", "classes", "enrollments", "orgs", "demographics"])
def test_what_the_manifest_promises_is_there(table: str):
    manifest = f"propertyName,value\nmanifest.version,1.0\nfile.{table},Bulk\n"
    tables = {"users": USERS + IDA, "classes": CLASSES, "enrollments": ENROLLMENTS + IN_8A}
    files = {f"{name}.csv": text for name, text in tables.items() if name != table}
    error = error_of(zipped({**files, "manifest.csv": manifest}), "export.zip")
    assert (error.spot.file, error.spot.line) == ("export.zip/manifest.csv", 3)
    assert f"{table}.csv" in str(error)


@pytest.mark.parametrize("promise", ["", "file.enrollments,absent\n", "file.courses,bulk\n"])
def test_what_is_not_promised_may_be_missing(promise: str):
    files = {"users.csv": USERS + IDA + ALI, "manifest.csv": f"propertyName,value\n{promise}"}
    assert classes(zipped(files)) == {"Ida Berg": "", "Ali Khan": ""}


LIES = (
    "sourcedId,role,givenName,middleName,familyName\n"
    "u1,student,Anne,Marie,Lie\nu2,student,anne,Sofie,Lie\nu3,student,Ida,Linnea,Berg\n"
)


@pytest.mark.parametrize(
    ("users", "names"),
    [
        (LIES, ["Anne Marie Lie", "anne Sofie Lie", "Ida Berg"]),
        (LIES.replace("Sofie", ""), ["Anne Marie Lie", "anne Lie", "Ida Berg"]),
        (LIES.replace("middleName", "x"), ["Anne Lie", "anne Lie", "Ida Berg"]),
        (
            LIES.replace("middleName", "preferredMiddleName"),
            ["Anne Marie Lie", "anne Sofie Lie", "Ida Berg"],
        ),
    ],
)
def test_middle_names_tell_two_apart_and_are_left_out_elsewhere(users: str, names: list[str]):
    content = export(users, in_classes(u1="n", u2="n", u3="nm"), classes=SUBJECTS)
    assert [student.name for student in roster_of(content, "export.zip")] == names


# --- what cannot be used


def with_manifest(lines: str) -> bytes:
    return export(manifest="propertyName,value\n" + lines)


@pytest.mark.parametrize(
    ("content", "file", "line", "column", "says"),
    [
        (zipped({"manifest.csv": "a,b\n"}), "manifest.csv", 1, None, "column propertyName"),
        (oneroster(orgs=ORGS), "manifest.csv", 10, "value", "needs users.csv"),
        (with_manifest("x,y\nfile.users,delta\n"), "manifest.csv", 3, "value", "full export"),
        (with_manifest("file.enrollments,DELTA\n"), "manifest.csv", 2, "value", "full export"),
        (export("sourcedId2\n"), "users.csv", 1, None, "column sourcedId"),
        (export(users=IDA.replace("student", "")), "", None, None, "needs roles.csv"),
        (export(classes="sourcedId\nc1\n"), "classes.csv", 1, None, "column title"),
        (
            export(IDA, IN_8A[:-1].replace("student,,,", "student,,,soon") + "\n"),
            *("enrollments.csv", 2, "endDate", "year-month-day"),
        ),
        (export(IDA.replace("Berg", "Berg, B")), "users.csv", 2, "K", "no heading above"),
        (export(IDA.replace("Ida,Berg", ",")), "users.csv", 2, "givenName", "name is missing"),
        (export(IDA + IDA), "users.csv", 3, "sourcedId", "stands on line 2"),
        (export(KARI), "users.csv", None, None, "No one in this export is a student"),
        (export(IDA.replace("Ida", '"Ida')), "users.csv", 2, None, "quotation mark"),
        (zipped({"a/manifest.csv": "", "b/manifest.csv": ""}), "", None, None, "more than once"),
    ],
)
def test_says_where_and_what_is_wrong(content, file, line, column, says):
    error = error_of(content, "export.zip")
    place = (error.spot.file, error.spot.line, error.spot.column)
    assert place == (f"export.zip/{file}".rstrip("/"), line, column)
    assert says in str(error)


def test_a_delta_of_a_table_that_no_class_list_needs_does_no_harm():
    assert classes(with_manifest("file.academicSessions,delta\n")) == {"Ida Berg": "8A"}


@pytest.mark.parametrize(
    ("tables", "file", "line", "column"),
    [
        ({"users": USERS + IDA.replace("91234567", IDENTITY_NUMBER)}, "users.csv", 2, "phone"),
        ({"users": USERS + KARI.replace("t1", IDENTITY_NUMBER)}, "users.csv", 2, "sourcedId"),
        (
            {"demographics": f"sourcedId,city\nu1,{IDENTITY_NUMBER}\n"},
            *("demographics.csv", 2, "city"),
        ),
    ],
)
def test_refuses_identity_numbers_without_repeating_them(tables, file, line, column):
    error = error_of(export(**tables), "export.zip")
    assert (error.spot.file, error.spot.line) == (f"export.zip/{file}", line)
    assert error.spot.column == column
    assert "national identity number" in str(error)
    assert IDENTITY_NUMBER not in str(error)


def test_the_time_of_a_change_is_no_identity_number():
    users = "sourcedId,dateLastModified,role,givenName,familyName\n" + "".join(
        f"u{hour},2026-08-17 {hour:02}:00:00,student,Ida,Berg\n" for hour in range(24)
    )
    enrollments = "".join(f"e{hour},c1,s1,u{hour},student,,,\n" for hour in range(24))
    assert len(roster_of(export(users, enrollments))) == 24


TEST_STUDENT = "u9,,true,s1,student,test,Test,Student,,\n"


def test_the_test_student_of_a_platform_is_left_out_of_every_class_and_told_once():
    content = export(
        IDA + ALI + TEST_STUDENT, in_classes(u1="nm", u2="m", u9="nm"), classes=SUBJECTS
    )
    read = read_class_list(Source("export.zip", content))
    assert [student.name for student in read.roster] == ["Ida Berg", "Ali Khan"]
    assert [str(one) for one in read.remarks] == [
        "1 row was left out, for it is no student: line 4 (a line of the learning platform)."
    ]


def test_a_class_that_is_not_in_the_classes_is_one_of_its_own():
    content = export(IDA + ALI + EMIL, in_classes(u1=["c1"], u2=["x9"], u3=["x7"]))
    assert classes(content) == {"Ida Berg": "8A", "Ali Khan": "x9", "Emil Vik": "x7"}


def test_a_class_that_is_not_in_the_classes_counts_only_where_no_other_does():
    content = export(IDA + ALI, in_classes(u1=["c2", "x9"], u2=["x9"]))
    assert classes(content) == {"Ida Berg": "Matte", "Ali Khan": "x9"}


def test_where_no_classes_are_told_each_enrollment_is_in_a_class_all_the_same():
    content = export(
        IDA + ALI, in_classes(u1=["x9"], u2=["x7"]), classes=CLASSES.splitlines()[0] + "\n"
    )
    assert classes(content) == {"Ida Berg": "x9", "Ali Khan": "x7"}


def test_a_class_that_is_out_of_use_is_not_one_that_is_unknown():
    content = export(IDA + ALI, in_classes(u1=["c1"], u2=["c5"]))
    assert classes(content) == {"Ida Berg": "8A"}
