#!/usr/bin/env python3
"""Carries out the training runs of lessons in Python with NumPy and prints what they measure as JSON.

    make_run_vectors.py lessons/xor-training.md lessons/vanishing-exploding.md > Tests/Vectors/runs.json
    make_run_vectors.py --claims lessons/xor-training.md [RUN…]

Of each run the measures in its first epochs. With --claims each run is carried out to its end, which
takes minutes, and every claim of it is printed beside what NumPy gives.
"""
import json
import re
import sys
from pathlib import Path

import numpy

EPOCHS = [0, 1, 5, 20]
STAGE = re.compile(r"^```python \{stage=([^}]*)\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TRAIN = re.compile(r"^```train \{run=([^}]*)\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CLAIM = re.compile(r"`([\w-]+)(?:\[(\d+)\])?:\s([^`]*?) (≈|=) ([^`]*)`")
ASSIGNED = re.compile(r"^(\w+) *[-+*/]?= ", re.MULTILINE)


class Run:
    def __init__(self, text, name, body):
        stages = dict(STAGE.findall(text))
        lines = dict(line.split(":", 1) for line in body.strip().splitlines())
        lines = {key.strip(): value.strip() for key, value in lines.items()}
        items = lambda key: [item.strip() for item in lines.get(key, "").split(",") if item.strip()]
        settings = dict(item.replace(" ", "").split("=") for item in items("set"))
        repeated = items("repeat")
        self.name, self.epochs, self.measures = name, int(lines["epochs"]), items("measure")
        self.scope = {}
        exec("from numpy import *; from numpy.random import RandomState", self.scope)

        def code(stage):
            text = stages[stage]
            for parameter, number in settings.items():
                text = re.sub(rf"(?m)^{parameter} = -?[\d.e+-]+", f"{parameter} = {number}", text)
            return text

        for stage in stages:
            if stage in repeated:
                break
            exec(code(stage), self.scope)
        known = set(self.scope)
        text = "\n".join(code(stage) for stage in repeated)
        self.round = compile(text, name, "exec")
        self.carried = [name for name in ASSIGNED.findall(text) if name in known]

    def advance(self):
        """Yields the number of each epoch when it is over; ends early if something is not finite."""
        for epoch in range(self.epochs):
            self.scope["epoch"] = epoch
            exec(self.round, self.scope)
            yield epoch
            if not all(numpy.isfinite(self.scope[name]).all() for name in self.carried):
                return


def runs(path):
    text = Path(path).read_text()
    return text, [Run(text, name, body) for name, body in TRAIN.findall(text)]


def vectors(path):
    return {run.name: list(first(run)) for run in runs(path)[1]}


def first(run):
    for epoch in run.advance():
        if epoch in EPOCHS:
            yield [epoch] + [float(run.scope[name]) for name in run.measures]
        if epoch >= max(EPOCHS):
            return


def show_claims(path, wanted):
    text, all_runs = runs(path)
    claims = CLAIM.findall(text)
    for run in all_runs:
        if wanted and run.name not in wanted:
            continue
        mine = [claim for claim in claims if claim[0] == run.name]

        def show(which):
            for _, epoch, subject, sign, number in mine:
                if epoch == which:
                    value = eval(subject, run.scope)
                    print(f"{run.name}[{epoch}]: {subject} {sign} {number}   NumPy: {value}", flush=True)

        for epoch in run.advance():
            if any(claim[1] == str(epoch) for claim in mine):
                show(str(epoch))
        show("")


numpy.seterr(all="ignore")
if sys.argv[1] == "--claims":
    show_claims(sys.argv[2], sys.argv[3:])
else:
    record = {Path(path).stem: vectors(path) for path in sys.argv[1:]}
    text = json.dumps(record, indent=1, sort_keys=True)
    # A line for each epoch.
    print(re.sub(r"\[[^\[\]{}]*\]", lambda array: re.sub(r"\s+", " ", array.group()), text))
