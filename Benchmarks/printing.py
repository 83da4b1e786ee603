"""Measures a printed page beside nbconvert, which executes the notebook of the same lesson and converts
it to HTML: in one run, in turn, the median of each.

nbconvert and ipykernel are asked for, not installed: without them that is said, and nothing compared.
"""

import importlib.util
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time

PAGES_A_ROUND = 31
ROUNDS = 3
LESSON = "xor"


def seconds(command):
    start = time.perf_counter()
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)} failed")
    return took


def measure(brickwise):
    """Prints what a page takes in each format, and in nbconvert."""
    needed = ["nbconvert", "nbclient", "ipykernel", "numpy"]
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            f"brickwise print {LESSON} --to {form}": [brickwise, "print", LESSON, "--to", form]
            for form in ["html", "latex", "markdown", "text"]
        }
        notebook = os.path.join(folder, "lesson.ipynb")
        seconds([brickwise, "export", LESSON, "--to", "notebook", "-o", notebook])
        convert = [
            sys.executable, "-m", "nbconvert", "--to", "html", "--execute", notebook
        ]
        times = {name: [] for name in pages}
        converted = []
        # Each page is a new file: to replace one has the system write the other to the disk first.
        new = (os.path.join(folder, f"page-{number}") for number in itertools.count())
        for _ in range(ROUNDS):
            for _ in range(PAGES_A_ROUND):
                for name, command in pages.items():
                    times[name].append(seconds([*command, "-o", next(new)]))
            if not missing:
                converted.append(seconds([*convert, "--output", next(new)]))
    print(f"A lesson as a page ({ROUNDS * PAGES_A_ROUND} of each)")
    for name, measured in times.items():
        middle, best = statistics.median(measured), min(measured)
        print(f"  {name:<36} median {middle * 1e3:8.2f} ms   best {best * 1e3:8.2f} ms")
    if missing:
        print(f"  {', '.join(missing)} not installed: nbconvert not compared\n")
        return
    middle = statistics.median(converted)
    ours = statistics.median(times[f"brickwise print {LESSON} --to html"])
    print(
        f"  {'nbconvert --execute --to html':<36} median {middle * 1e3:8.0f} ms   ({ROUNDS} rounds)"
        f"   {middle / ours:.0f} times that of brickwise\n"
    )
