"""The table that compares works is what the tuning pairs and the open corpus give."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_table_in_the_package_is_the_one_that_training_gives() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/train_likeness.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
