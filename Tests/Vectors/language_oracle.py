"""What Python and NumPy make of a stage: the oracle for the stage language.

A record is the program, each line after `> `, and then either what every name is at the end, one a
line (`name kind shape entries…`), or `!` and the error if the last line is refused. Shapes: `python`
for one of Python's own numbers, `scalar` for one of NumPy's, else the sizes.
"""

import platform
import warnings

import numpy
from numpy.random import RandomState

warnings.simplefilter("ignore")

PRELUDE = {}
exec("from numpy import *; from numpy.random import RandomState", PRELUDE)
VERSIONS = f"NumPy {numpy.__version__}, Python {platform.python_version()}"


def run(lines):
    """The scope after the lines, or the error of the last one. (No other line may fail.)"""
    scope = dict(PRELUDE)
    with numpy.errstate(all="ignore"):
        for number, line in enumerate(lines):
            try:
                exec(line, scope)
            except Exception as error:
                if number + 1 < len(lines):
                    raise AssertionError(f"{line} of {lines}: {error}")
                return None, error
    return scope, None


def described(value):
    """`kind shape entries…`, or None for what is not a number or an array of rank 0 to 2."""
    if type(value) in (bool, int, float):
        kind, shape, entries = type(value).__name__, "python", [value]
    elif isinstance(value, (numpy.ndarray, numpy.generic)):
        array = numpy.asarray(value)
        kind = {"bool": "bool", "int64": "int", "float64": "float"}.get(array.dtype.name)
        if kind is None:
            kind = array.dtype.name  # Not a kind of the language: it must be refused.
        shape = "x".join(map(str, array.shape)) if array.ndim else "scalar"
        entries = array.ravel().tolist()
    else:
        return None
    return " ".join([kind, shape] + [spelled(entry) for entry in entries])


def spelled(number):
    if isinstance(number, bool):
        return "1" if number else "0"
    text = repr(number)
    return text[:-2] if text.endswith(".0") else text


def record(lines, names=None):
    """The record of a program, and whether the last line was refused."""
    scope, error = run(lines)
    text = [f"> {line}" for line in lines]
    if error is not None:
        return "\n".join(text + [f"! {type(error).__name__}"]) + "\n", True
    for name, value in scope.items():
        if name in PRELUDE and value is PRELUDE[name] or name == "__builtins__":
            continue
        if names is None or name in names:
            line = described(value)
            if line is not None:
                text.append(f"{name} {line}")
    return "\n".join(text) + "\n", False
