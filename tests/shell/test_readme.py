"""The README's commands work as they stand: every `$ extractor …` line of a console block is run, every Python block too."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = [
    line[2:]
    for block in re.findall(r"```console\n(.*?)```", README, re.S)
    for line in block.splitlines()
    if line[:2] == "$ "
]
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)
NEEDS_MORE = {  # the network, a server that stays up, or a database server
    "https://": "reads the web",
    "extractor serve": "stays up",
    "postgresql://": "needs a server",
    "make ": "sets up an environment",
    "git ": "clones",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A folder that looks like the checkout to a reader of the README."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpora").symlink_to(ROOT / "corpora")
    (folder / "schemas").symlink_to(ROOT / "schemas")
    return folder


@pytest.mark.parametrize("command", CONSOLE)
def test_command(command, checkout, monkeypatch):
    for mark, reason in NEEDS_MORE.items():
        if mark in command:
            pytest.skip(reason)
    monkeypatch.chdir(checkout)
    command, _, target = command.partition(" > ")
    words = shlex.split(command.partition(" | ")[0])
    assert words[0] == "extractor"
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code == 0, result.stderr
    if target:
        Path(target.strip()).write_text(result.stdout, encoding="utf-8")


@pytest.mark.parametrize("code", PYTHON)
def test_python(code, checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_the_readme_shows_every_command():
    commands = {info.name or info.callback.__name__ for info in app.registered_commands}
    assert {name for name in commands if f"extractor {name}" not in README} == set()
