"""What `extractor run` promises on many pages: it survives kills, its memory stays flat, two workers do twice the work.

    python benchmarks/run.py kill       [--pages 2000] [--kills 10] [--seed 6]
    python benchmarks/run.py memory     [--pages 20000] [--from 2000] [--workers 2]
    python benchmarks/run.py throughput [--pages 600] [--rounds 1]

All pages come from a server on the loopback address, which is tests/server.py's with pages made from the gold corpus
(kill: small pages and a pipeline that costs nothing, so that what is measured is the run, not the models; --real uses
the real one). `kill` ends with exit code 1 where the store of the killed run differs from that of the undisturbed one
in any row; `memory` prints resident memory of the run and its workers after 2,000 pages and at the end; `throughput`
prints pages a second with one and two workers, start-up left out.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "batch")]

import psutil  # noqa: E402
from server import Answer, FaultServer  # noqa: E402
from stores import stored  # noqa: E402

GOLD = ROOT / "corpora" / "gold" / "pages"
UNLIMITED = (
    "[fetch]\nallow_private = true\nrequests_per_second = 100000\nrespect_robots = false\nconnections_per_host = 8\n"
)


class GoldServer(FaultServer):
    """Gold pages under as many addresses as are asked for, each with a title of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._pages = [path.read_bytes() for path in sorted(GOLD.glob("ru-*.html"))]

    def _find(self, path: str, headers: dict[str, str]) -> Answer | str:
        kind, _, number = path.removeprefix("/").partition("/")
        if kind != "gold":
            return super()._find(path, headers)
        self.requests.clear()  # this server answers for hours; its notes must not fill memory
        self.counts.clear()
        page = self._pages[int(number) % len(self._pages)]
        start = page.lower().find(b"</title>")
        return Answer(_own_address(page[:start] + b" %d" % int(number) + page[start:]))


def _own_address(page: bytes) -> bytes:
    """A page without the addresses it claims for itself: many pages are made of one, and each is an article."""
    page = re.sub(rb'<link[^>]*rel="?canonical"?[^>]*>', b"", page)
    page = re.sub(rb"<meta[^>]*og:url[^>]*>", b"", page)
    return re.sub(rb'"(?:mainEntityOfPage|url|@id)"\s*:\s*"[^"]*",?', b"", page)


def start(folder: Path, urls: Path, workers: int) -> subprocess.Popen[bytes]:
    """`extractor run` of a list, with the real pipeline."""
    (folder / "settings.toml").write_text(UNLIMITED)
    command = [
        sys.executable, "-m", "extractor", "run", str(urls), "--store", f"sqlite:///{folder / 'news.db'}",
        "--ledger", str(folder / "ledger.db"), "--settings", str(folder / "settings.toml"), "--workers", str(workers),
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def done(folder: Path) -> int:
    """Pages the ledger holds as finished."""
    if not (folder / "ledger.db").exists():
        return 0
    with sqlite3.connect(folder / "ledger.db", timeout=30) as db:
        try:
            return int(db.execute("SELECT count(*) FROM pages WHERE state <> 'queued'").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def write_list(folder: Path, server: FaultServer, pages: int) -> Path:
    """A list of that many addresses."""
    urls = folder / "urls.txt"
    with urls.open("w") as file:
        file.writelines(server.url(f"/gold/{n}\n") for n in range(pages))
    return urls


def kill(args: argparse.Namespace) -> int:
    """Kill a run at random moments, resume it, and compare its store with that of an undisturbed run."""
    moments = random.Random(args.seed)
    with GoldServer() as server, tempfile.TemporaryDirectory() as name:
        base = Path(name)
        for part in ("undisturbed", "killed"):
            (base / part).mkdir()
        urls = write_list(base, server, args.pages)
        run = start if args.real else start_stand_in
        began = time.monotonic()
        run(base / "undisturbed", urls, args.workers).wait()
        whole = time.monotonic() - began
        print(f"undisturbed: {done(base / 'undisturbed')} pages in {whole:.1f} s")
        kills = 0
        while kills < args.kills:
            before = done(base / "killed")
            process = run(base / "killed", urls, args.workers)
            while done(base / "killed") == before and process.poll() is None:
                time.sleep(0.02)
            time.sleep(moments.uniform(0, whole / (args.kills + 1)))
            if process.poll() is not None:
                break
            process.kill()
            process.wait()
            kills += 1
            print(f"kill {kills}: {done(base / 'killed')} of {args.pages} pages done")
        run(base / "killed", urls, args.workers).wait()
        same = stored(base / "killed") == stored(base / "undisturbed")
        verdict = "equal, row for row" if same else "DIFFERENT"
        print(f"{kills} kills, {done(base / 'killed')} pages: the stores are {verdict}")
        return 0 if same and kills == args.kills else 1


def start_stand_in(folder: Path, urls: Path, workers: int) -> subprocess.Popen[bytes]:
    """A run whose pipeline costs nothing."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    script = ROOT / "tests" / "batch" / "killable.py"
    command = [sys.executable, str(script), str(urls), str(folder), "100000", str(workers)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)


def memory(args: argparse.Namespace) -> int:
    """Resident memory of the run and its workers, after some pages and at the end."""
    with GoldServer() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = start if args.real else start_stand_in
        process = run(folder, write_list(folder, server, args.pages), args.workers)
        samples: list[tuple[int, list[int]]] = []
        while process.poll() is None:
            time.sleep(1)
            sizes = resident(process.pid)
            if sizes:
                samples.append((done(folder), sizes))
        at_start = [sizes for pages, sizes in samples if args.start <= pages <= args.start * 1.5]
        at_end = [sizes for pages, sizes in samples if pages >= args.pages * 0.95]
        if not at_start or not at_end:
            print("too few samples: take more pages")
            return 1
        first, last = (max(map(sum, sizes)) for sizes in (at_start, at_end))
        print(f"after {args.start} pages: {first / 2**20:.0f} MiB in all, {shown(at_start[-1])}")
        print(f"after {args.pages} pages: {last / 2**20:.0f} MiB in all, {shown(at_end[-1])}")
        print(f"change: {100 * (last / first - 1):+.1f} %")
        return 0 if last <= first * 1.1 else 1


def resident(pid: int) -> list[int]:
    """Resident bytes of a process and its children, the process first."""
    try:
        parent = psutil.Process(pid)
        return [process.memory_info().rss for process in (parent, *parent.children(recursive=True))]
    except psutil.Error:
        return []


def shown(sizes: list[int]) -> str:
    """Sizes of the run itself and of each other process."""
    own, *others = (f"{size / 2**20:.0f}" for size in sizes)
    return f"the run itself {own}, its children {' + '.join(others)}"


def throughput(args: argparse.Namespace) -> int:
    """Pages a second with one and with two workers, and the processor's time a page took in each process.

    Each figure leaves out the first tenth, in which models load. The server's own time is the benchmark's, not the
    run's, but it is taken from the same cores.
    """
    best = {1: 0.0, 2: 0.0}
    with GoldServer() as server:
        for _ in range(args.rounds):
            for workers in best:
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name)
                    process = start(folder, write_list(folder, server, args.pages), workers)
                    measured, costs = rate(process, folder, args.pages)
                    print(f"{workers} workers: {measured:.1f} pages/s; processor ms a page: {costs}")
                    best[workers] = max(best[workers], measured)
    ratio = best[2] / best[1]
    print(f"one worker {best[1]:.1f} pages/s, two workers {best[2]:.1f} pages/s: {ratio:.2f} times")
    return 0 if ratio >= 1.8 else 1


def rate(process: subprocess.Popen[bytes], folder: Path, pages: int) -> tuple[float, str]:
    """Pages a second between the first tenth and the last, and milliseconds of processor time a page, by process."""
    marks: list[tuple[float, int, dict[str, float]]] = []
    while process.poll() is None:
        time.sleep(0.2)
        count = done(folder)
        if pages * 0.1 <= count <= pages * 0.95 and (not marks or count != marks[-1][1]):
            marks.append((time.monotonic(), count, processor_seconds(process.pid)))
    if len(marks) < 2:
        return 0.0, "too few pages"
    (began, first, spent), (ended, last, spent_then) = marks[0], marks[-1]
    costs = {name: 1000 * (spent_then[name] - spent[name]) / (last - first) for name in spent_then if name in spent}
    return (last - first) / (ended - began), ", ".join(f"{name} {cost:.0f}" for name, cost in costs.items())


def processor_seconds(pid: int) -> dict[str, float]:
    """Processor time so far of this benchmark (it is the server), of the run, and of all its workers together."""
    try:
        parent = psutil.Process(pid)
        own, *workers = (sum(process.cpu_times()[:2]) for process in (parent, *parent.children(recursive=True)))
    except psutil.Error:
        return {}
    return {"server": time.process_time(), "run": own, "workers": sum(workers)}


def main() -> int:
    """Parse and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for function, pages in ((kill, 2000), (memory, 20_000), (throughput, 600)):
        command = commands.add_parser(function.__name__, help=function.__doc__)
        command.set_defaults(function=function)
        command.add_argument("--pages", type=int, default=pages)
        command.add_argument("--workers", type=int, default=2)
        command.add_argument("--real", action="store_true", help="the real pipeline in place of one that costs nothing")
        command.add_argument("--kills", type=int, default=10)
        command.add_argument("--seed", type=int, default=6)
        command.add_argument("--from", dest="start", type=int, default=2000)
        command.add_argument("--rounds", type=int, default=1)
    args = parser.parse_args()
    result: int = args.function(args)
    return result


if __name__ == "__main__":
    sys.exit(main())
