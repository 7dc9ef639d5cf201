"""Tests of batch reach the fault server, which lies beside the rooms' folders."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
