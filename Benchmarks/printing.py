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
ROUNDS = 5
LESSON = "xor"


def seconds(command):
    start = time.perf_counter()
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)} failed")
    return took


def measure(brickwise):
    """Prints what a page takes beside nbconvert, and then in each format."""
    needed = ["nbconvert", "nbclient", "ipykernel", "numpy"]
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    with tempfile.TemporaryDirectory() as folder:
        # Each page is a new file: to replace one has the system write the other to the disk first.
        new = (os.path.join(folder, f"page-{number}") for number in itertools.count())

        def page(form):
            return seconds([brickwise, "print", LESSON, "--to", form, "-o", next(new)])

        notebook = os.path.join(folder, "lesson.ipynb")
        seconds([brickwise, "export", LESSON, "--to", "notebook", "-o", notebook])
        convert = [
            sys.executable, "-m", "nbconvert", "--to", "html", "--execute", notebook, "--output"
        ]
        pages, converted = [], []
        for _ in range(ROUNDS):
            pages += [page("html") for _ in range(PAGES_A_ROUND)]
            if not missing:
                converted.append(seconds([*convert, next(new)]))
        print(f"A lesson as a page ({len(pages)} of brickwise, {len(converted)} of nbconvert, in turn)")
        show(f"brickwise print {LESSON} --to html", pages)
        if missing:
            print(f"  {', '.join(missing)} not installed: nbconvert not compared")
        else:
            show("nbconvert --execute --to html", converted, statistics.median(pages))
        for form in ["latex", "markdown", "text"]:
            show(f"brickwise print {LESSON} --to {form}", [page(form) for _ in range(PAGES_A_ROUND)])
        print()


def show(name, times, ours=None):
    """Prints the median and the best of some times, and the ratio of the median to ours."""
    middle = statistics.median(times)
    ratio = f"   {middle / ours:.0f} times that of brickwise" if ours else ""
    print(f"  {name:<36} median {middle * 1e3:8.2f} ms   best {min(times) * 1e3:8.2f} ms{ratio}")
