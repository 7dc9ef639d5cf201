"""A run in a process of its own, for tests that kill it: python killable.py LIST FOLDER RATE [WORKERS]."""

import sys
from pathlib import Path

from extractor.batch import JsonlSink, StoreSink, run
from extractor.fetch.sources import UrlList
from extractor.settings import FetchSettings, RunSettings, Settings

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    urls, folder, rate = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    summary = run(
        [UrlList(urls)],
        Settings(
            fetch=FetchSettings(allow_private=True, requests_per_second=rate, tries=3, retry_wait=0.01),
            run=RunSettings(
                workers=int(sys.argv[4]) if len(sys.argv) > 4 else 1, checkpoint_pages=10, checkpoint_seconds=0.2
            ),
        ),
        [StoreSink(f"sqlite:///{folder / 'news.db'}"), JsonlSink(folder / "news.jsonl")],
        ledger=folder / "ledger.db",
        factory="stand_in:Pipeline",
    )
    print(summary.lines())
    sys.exit(summary.exit_code)
