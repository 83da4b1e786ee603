#!/usr/bin/env python3
"""Runs the stages of lessons in Python with NumPy, unchanged, and prints every value as JSON.

    make_lesson_vectors.py lessons/xor.md lessons/mazur.md lessons/xor-training.md \\
        lessons/vanishing-exploding.md > Tests/Vectors/lessons.json

For each lesson and each of its stages: the names that the stage gives a value, each with its shape
and its entries as they are when the stage ends; of a large array every so many of them.
"""
import json
import re
import sys
from pathlib import Path

import numpy

LARGE = 48
STAGE = re.compile(r"^```python \{stage=([^}]*)\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ASSIGNED = re.compile(r"^(\w+) *[-+*/]?= ", re.MULTILINE)


def recorded(value):
    entries = numpy.asarray(value, dtype=float).ravel()
    stride = 1 + entries.size // LARGE if entries.size > LARGE else 1
    return {
        "shape": list(numpy.shape(value)),
        "stride": stride,
        "values": entries[::stride].tolist(),
    }


def values(text):
    scope = {}
    exec("from numpy import *; from numpy.random import RandomState", scope)
    stages = {}
    for name, code in STAGE.findall(text):
        exec(code, scope)
        stages[name] = {
            assigned: recorded(scope[assigned])
            for assigned in ASSIGNED.findall(code)
            if not isinstance(scope[assigned], numpy.random.RandomState)
        }
    return stages


lessons = {Path(path).stem: values(Path(path).read_text()) for path in sys.argv[1:]}
text = json.dumps(lessons, indent=1, sort_keys=True)
# A line for each array.
print(re.sub(r"\[[^\[\]{}]*\]", lambda array: re.sub(r"\s+", " ", array.group()), text))
