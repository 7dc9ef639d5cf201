"""A process of its own that loads synthetic records: python loader.py URL FIRST COUNT. Prints counts or the error."""

import sys

from make_records import make_records

from extractor.errors import StoreError
from extractor.store import open_store


def main() -> int:
    url, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    try:
        with open_store(url) as store:
            print(store.put_many(make_records(count, first), batch_size=50))
    except StoreError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
