"""What a school sets a server up with says what the program understands."""

import json
import re
from pathlib import Path

import pytest

from toolkit.cli.usage import asked
from toolkit.messages import Language, Translator

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def of_the_service() -> list[str]:
    text = (DEPLOY / "makkerskap.service").read_text("utf-8").replace("\\\n", " ")
    command = re.findall(r"^ExecStart=\S+/makkerskap (.+)$", text, re.MULTILINE)
    assert len(command) == 1
    return command[0].split()


def of_the_containers() -> list[str]:
    container = (DEPLOY / "Containerfile").read_text("utf-8")
    entry = json.loads(re.findall(r"^ENTRYPOINT (.+)$", container, re.MULTILINE)[0])
    assert entry[0] == "makkerskap"
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    return [*entry[1:], *re.findall(r"^ +- (--\S+)$", compose, re.MULTILINE)]


@pytest.mark.parametrize(
    "command", [of_the_service(), of_the_containers()], ids=["unit", "compose"]
)
def test_the_program_takes_what_it_is_started_with(command: list[str]) -> None:
    options = asked(command, Translator(Language.EN))
    assert options.base_url == "/makkerskap/"
    assert options.port == 8866
    assert options.public_address
    assert options.token_file
    assert not options.open_browser


def test_the_container_is_made_of_what_is_there() -> None:
    container = (DEPLOY / "Containerfile").read_text("utf-8")
    copied = re.findall(r"^COPY ((?:[^-\s]\S* )+)", container, re.MULTILINE)
    files = [file for line in copied for file in line.split()]
    assert "toolkit" in files
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_all_of_them_name_one_port_and_one_path() -> None:
    for name in ("makkerskap.service", "compose.yaml", "nginx.conf", "Containerfile"):
        text = (DEPLOY / name).read_text("utf-8")
        assert "8866" in text
        assert name == "Containerfile" or "/makkerskap/" in text
