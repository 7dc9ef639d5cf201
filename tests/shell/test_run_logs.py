"""What `extractor run --log-format json` writes for machines: one event a line, new tries and failures among them."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from server import FaultServer  # noqa: E402

SETTINGS = "[fetch]\nallow_private = true\nrequests_per_second = 100\nretry_wait = 0.01\n[run]\nworkers = 1\n"


def test_every_line_of_standard_error_is_an_event(tmp_path):
    (tmp_path / "settings.toml").write_text(SETTINGS)
    with FaultServer() as server:
        command = [
            sys.executable, "-m", "extractor", "run", server.url("/burst/1/a"), server.url("/status/404/b"),
            "--settings", str(tmp_path / "settings.toml"), "--jsonl", str(tmp_path / "news.jsonl"),
            "--ledger", str(tmp_path / "ledger.db"), "--log-format", "json",
        ]  # fmt: skip
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.returncode == 3  # some pages gave no record
    assert result.stdout == ""
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert [event["event"] for event in events] == ["stamina.retry_scheduled", "page failed", "finished"]
    assert events[1]["reason"] == "http-404"
    assert events[2]["counts"] == {"records": 1, "failed": 1, "http-404": 1}
    assert len((tmp_path / "news.jsonl").read_text(encoding="utf-8").splitlines()) == 1
