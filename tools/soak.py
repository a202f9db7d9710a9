"""bin/soak: sends every page what no form sends, with ever new questions, until the minutes are over or one fails."""

import argparse
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    asked = argparse.ArgumentParser(prog="bin/soak", description="Sends every page what no form sends.")
    asked.add_argument("--minutes", type=float, default=30, help="how long to go on (default 30)")
    asked.add_argument("--seed", type=int, help="the seed that an earlier soak named, to see the same again")
    chosen = asked.parse_args()
    until, rounds = time.monotonic() + chosen.minutes * 60, 0
    while not rounds or (chosen.seed is None and time.monotonic() < until):
        seed = chosen.seed if chosen.seed is not None else secrets.randbelow(10**9)
        rounds += 1
        print(f"Round {rounds}, seed {seed}", flush=True)
        test = ("tests/pages/test_fuzz.py", "--hypothesis-profile=soak", f"--hypothesis-seed={seed}", "--maxfail=1")
        if subprocess.run([sys.executable, "-m", "pytest", *test], cwd=ROOT, check=False).returncode:
            print(f"See it again with: bin/soak --seed {seed}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
