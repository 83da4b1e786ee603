# Every construct &  "here"
# Written by `brickwise export`; it needs NumPy.

from numpy import *
from numpy.random import RandomState

seterr(all="ignore")


def _show(name, value, _np=__import__("numpy"), _py=__import__("builtins")):
    a = _np.asarray(value)
    whole = a.dtype.kind in "iu" or (
        a.dtype.kind == "f" and _py.bool(_np.all((_np.abs(a) < 1e15) & (a == _np.trunc(a)))))

    def entry(x):
        if a.dtype.kind == "b":
            return _py.str(_py.bool(x))
        x = _py.float(x)
        if x != x or x in (_py.float("inf"), _py.float("-inf")):
            return _py.str(x)
        if whole:
            return "%d" % x
        if _py.abs(x) >= 1e9:
            return "%.4e" % x
        text = "%.4f" % x
        if _py.float(text) == 0:
            return "%.1e" % x if x != 0 else text.lstrip("-")
        return text

    def places(count, limit):
        if count <= limit:
            return _py.list(_py.range(count))
        return [0, 1, 2, None, count - 3, count - 2, count - 1]

    if a.ndim == 0:
        _py.print(name, "=", entry(a))
        return
    if a.size == 0:
        _py.print(name, "= []")
        return
    m = a.reshape(1, -1) if a.ndim == 1 else a
    rows = [["…" if i is None or j is None else entry(m[i, j])
             for j in places(m.shape[1], 12)] for i in places(m.shape[0], 8)]
    for j in _py.range(_py.len(rows[0])):
        before = _py.max(_py.len(r[j].split(".")[0]) for r in rows)
        after = _py.max(_py.len(r[j]) - _py.len(r[j].split(".")[0]) for r in rows)
        for r in rows:
            head = _py.len(r[j].split(".")[0])
            r[j] = " " * (before - head) + r[j] + " " * (after - (_py.len(r[j]) - head))
    for i, r in _py.enumerate(rows):
        lead = name + " = " if i == 0 else " " * (_py.len(name) + 3)
        _py.print(lead + "[" + "  ".join(r) + "]")

# data

seed = 7  # try another
_show("seed", seed)
r = RandomState(seed)
X = r.randn(20, 3)  # many rows
_show("X", X)
A = array([[1.5, -2.0], [0.25, 40.0]])
_show("A", A)
v = array([0.5, -0.5, 1e-7])
_show("v", v)
lr = 0.001
_show("lr", lr)

# forward

def sigmoid(z): return 1 / (1 + exp(-z))
z = A @ A.T / 2  # the product & <its> half
_show("z", z)
h1 = sigmoid(z)
_show("h1", h1)
q = where(z > 0, z, 0)
_show("q", q)
s = sum(square(z - 1), axis=0) * sqrt(2)
_show("s", s)
big = exp(800 * A)
_show("big", big)
t = z[0, 1:] - -abs(z[0, 0])
_show("t", t)
z += 1
_show("z", z)

# Training run long

def _run(_np=__import__("numpy"), _py=__import__("builtins")):
    seed = 7
    r = RandomState(seed)
    X = r.randn(20, 3)
    A = array([[1.5, -2.0], [0.25, 40.0]])
    v = array([0.5, -0.5, 1e-7])
    lr = 0.001
    for epoch in _py.range(10):
        def sigmoid(z): return 1 / (1 + exp(-z))
        z = A @ A.T / 2
        h1 = sigmoid(z)
        q = where(z > 0, z, 0)
        s = sum(square(z - 1), axis=0) * sqrt(2)
        big = exp(800 * A)
        t = z[0, 1:] - -abs(z[0, 0])
        z += 1
    return _py.locals()


_values = _run()
_show("epoch", _values["epoch"])
