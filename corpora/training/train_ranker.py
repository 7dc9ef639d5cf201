"""Trains the rankers of the facts room on the gold corpus: what belongs to an amount.

    python corpora/training/train_ranker.py [--check] [--only statuses|names|periods|places]

Only the tuning part (articles whose number is not divisible by three) is read. Amounts are the gold's own surfaces, so
that the rankers learn apart from amount finding. ``--check`` prints cross-validated accuracy (five folds, whole
articles) and writes nothing; otherwise the weights are written to ``extractor/facts/data``. Needs LightGBM (the
dependency group "train"); the shipped code needs only numpy.
"""

from __future__ import annotations

import argparse

import rank_names
import rank_periods
import rank_places
import rank_statuses
from gold import samples

RANKERS = {"statuses": rank_statuses, "names": rank_names, "periods": rank_periods, "places": rank_places}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--only", choices=RANKERS, help="this ranker alone")
    args = parser.parse_args()
    data = samples()
    print(f"{len(data)} articles, {sum(len(s.facts) for s in data)} amounts")
    for name, ranker in RANKERS.items():
        if args.only in (None, name):
            if args.check:
                print(ranker.check(data), flush=True)
            else:
                ranker.train(data)


if __name__ == "__main__":
    main()
