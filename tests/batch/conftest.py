"""Tests of batch reach the fault server, which lies beside the rooms' folders; workers import the stand-in."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
