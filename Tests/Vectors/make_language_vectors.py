"""Writes language.txt: what Python and NumPy make of each form of the stage language.

    python3 make_language_vectors.py > language.txt

A program that Brickwise refuses by design, though Python does not, is not here: the compiler's own tests
have those.
"""

import itertools

import language_oracle as oracle

records = []


def add(*lines):
    records.append(oracle.record(list(lines))[0])


# Operands of every kind and rank: Python's numbers, NumPy's, vectors, matrices, rows and columns.
REAL = {
    "python": "2.5",
    "scalar": "array([0.5, -1.5])[1]",
    "vector": "array([1.5, -2.0, 0.25])",
    "matrix": "array([[1.5, -2.0, 0.0], [0.25, 4.0, -1.0]])",
    "row": "array([[3.0, 0.5, -1.0]])",
    "column": "array([[2.0], [-0.5]])",
}
INT = {
    "python": "3",
    "scalar": "array([2, -1])[0]",
    "vector": "array([1, 2, 0])",
    "matrix": "array([[1, 2, 3], [4, 0, 2]])",
    "row": "array([[3, 1, 2]])",
    "column": "array([[2], [1]])",
}
BOOL = {
    "python": "True",
    "scalar": "array([True, False])[0]",
    "vector": "array([True, False, True])",
    "matrix": "array([[True, False, True], [False, False, True]])",
    "row": "array([[False, True, True]])",
    "column": "array([[True], [False]])",
}
KINDS = {"float": REAL, "int": INT, "bool": BOOL}
ARITHMETIC = ["+", "-", "*", "/", "**"]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
LOGICAL = ["logical_and", "logical_or", "logical_xor"]


def operators():
    shapes = ["python", "scalar", "vector", "matrix", "row", "column"]
    pairs = [("python", "python"), ("python", "vector"), ("matrix", "scalar"), ("vector", "vector"),
             ("matrix", "row"), ("row", "column"), ("column", "matrix"), ("vector", "matrix"),
             ("scalar", "python"), ("column", "vector")]
    for (left, right), (first, second) in itertools.product(pairs, itertools.product(KINDS, KINDS)):
        setup = [f"a = {KINDS[first][left]}", f"b = {KINDS[second][right]}"]
        results = []
        for number, operator in enumerate(ARITHMETIC):
            if first == second == "bool" or operator == "**" and {first, second} <= {"bool", "int"}:
                continue
            if left == right == "python" and operator == "**" and first != "int":
                continue
            results.append(f"r{number} = a {operator} b")
        results += [f"s{n} = a {op} b" for n, op in enumerate(COMPARISONS)]
        results += [f"t{n} = {f}(a, b)" for n, f in enumerate(LOGICAL + ["maximum", "minimum"])]
        add(*setup, *results)
    for shape in shapes[1:]:
        add(f"a = {INT[shape]}", "b = a ** 2", "c = a ** 3")


def refused():
    for lines in [
        ["x = 1 / 0"], ["x = 1.0 / 0.0"], ["x = 0 ** -1"], ["x = 0.0 ** -2"], ["x = 10.0 ** 400"],
        ["a = array([1, 2, 3])", "b = a ** -1"], ["a = array([2])[0]", "b = a ** -2"],
        ["a = 2 ** array([1, -1])"], ["a = zeros((2, 3)) + zeros((3, 2))"],
        ["a = zeros(3) + zeros(2)"], ["a = zeros((2, 3)) @ zeros((2, 3))"], ["a = 2 @ zeros(3)"],
        ["a = zeros(3) @ zeros(2)"], ["a = zeros(3)[3]"], ["a = zeros(3)[-4]"], ["a = zeros(3)[0, 0]"],
        ["a = zeros((2, 2))[[0, 2]]"], ["a = zeros((2, 3))[[0, 1], [0, 1, 2]]"], ["a = zeros(3)[1.0]"],
        ["a = zeros(3)[::0]"], ["a = max(zeros(0))"], ["a = argmax(zeros((0, 2)), axis=0)"],
        ["a = min(zeros((2, 0)), axis=1)"], ["a = sum(zeros(3), axis=1)"], ["a = array([[1, 2], [3]])"],
        ["a = concatenate([zeros(2), zeros((2, 2))])"], ["a = concatenate([zeros((2, 2)), zeros((2, 3))])"],
        ["a = concatenate([1, 2])"], ["a = concatenate(arrays=[zeros(2)])"], ["a = zeros(2.0)"],
        ["a = zeros(-1)"], ["a = zeros(3, 4)"], ["a = arange(start=3)"], ["a = arange(1, 2, 0)"],
        ["a = eye(2.0)"], ["a = linspace(0, 1, 2.0)"], ["a = (1).T"], ["a = (1.5)[0]"],
        ["a = array([True, False]) - array([True, True])"], ["a = -array([True])"],
        ["a = array([1, 2])", "a += 0.5"], ["a = array([1, 2])", "a /= 2"], ["a = array([True])", "a += 1"],
        ["a = zeros(2)", "a += zeros((2, 2))"], ["a = where(True, 1, 2)", "a += 0.5"],
        ["a = where(True, 1.0, 2.0)", "a += zeros(2)"], ["a = b"], ["a = f(1)"],
        ["def f(x): return f(x)", "a = f(1)"], ["def f(x): return x", "a = f()"],
        ["def f(x): return x", "a = f(1, 2)"], ["def f(x): return x", "a = f(y=1)"],
        ["def f(x): return q", "a = f(1)"], ["x = RandomState(-1)"], ["x = RandomState(4294967296)"],
        ["x = RandomState(0).normal(0, -1)"], ["x = RandomState(0).normal(0, -0.0)"],
        ["x = RandomState(0).randint(3, 3)"], ["x = RandomState(0).uniform(0, 1e200 * 1e200)"],
        ["x = RandomState(0).randn(2.0)"], ["x = RandomState(0).randn((2, 3))"],
        ["r = RandomState(0)", "x = 1 / r.randint(1)"], ["x = sum(axis=0, x=zeros(2))"],
        ["x = exp(x=1)"], ["x = reshape(zeros(6), (4, 2))"], ["x = reshape(x=zeros(2), shape=2)"],
        ["x = reshape(zeros(2))"], ["x = reshape(zeros(2), 2.0)"], ["x = reshape(zeros(6), 2, 3)"], ["x = where(True, 1)[0]"], ["x = zeros(2)", "x[0](1)"],
    ]:
        text, is_refused = oracle.record(lines)
        assert is_refused, lines
        records.append(text)


def functions():
    for name in "exp log sqrt abs square tanh sign logical_not".split():
        for kind, operands in KINDS.items():
            if kind == "bool" and name != "logical_not":
                continue
            add(*(f"{shape[0]}{n} = {name}({text})" for n, (shape, text) in enumerate(operands.items())))
    add("inf = 1e200 * 1e200", "nan = inf - inf", "x = array([0.0, -0.0, inf, -inf, nan, -1.0])",
        *(f"r{n} = {f}(x)" for n, f in
          enumerate("exp log sqrt abs square tanh sign logical_not".split())),
        "a = x * 0", "b = 1 / x", "c = x ** 2", "d = x ** 0.5", "e = x ** -1", "f = x == x",
        "g = maximum(x, 1)", "h = minimum(x, nan)", "i = max(x)", "j = argmax(x)", "k = x < 1",
        "l = logical_and(x, 1)", "m = where(x, 1, 0)", "n = sum(x[:2])", "o = -x", "p = x ** 3",
        "q = x ** 0", "s = 2.0 ** x", "t = x ** -2.5", "u = x ** 5")
    add("a = -0", "b = -0 * 1.0", "c = array([-0])", "d = -array([0, 1])", "e = array([0]) * -1",
        "f = array([-0, 1.5])", "g = 1.0 * d", "h = array([-0.0])", "i = sum(h)", "j = mean(h)",
        "k = sum(array([[-0.0], [-0.0]]), axis=0)", "l = h @ h", "m = 0 * -1 * 1.0", "n = +h")
    add("a = 7 / 2", "b = 6 / 2", "c = 2 ** 10", "d = 2 ** -1", "e = 2 ** 0.5", "f = 2.0 ** 3",
        "g = 1 / 3", "h = -2 ** 2", "i = 2 ** 3 ** 2", "j = 1e200 * 1e200", "k = 3 * True",
        "l = 2 - 1.0", "m = 1 == 1.0", "n = 2 < 1", "o = 2.0 ** -1075", "p = 9007199254740991 + 0",
        "q = -7", "r = +2.5", "s = 1_000 * 1e-3", "t = .5 + 5.", "u = (1 < 2) == True")


def reductions():
    arrays = [REAL["scalar"], REAL["vector"], REAL["matrix"], INT["vector"], INT["matrix"],
              BOOL["vector"], BOOL["matrix"], "2", "2.5", "zeros(0)", "zeros((0, 3))", "zeros((2, 0))"]
    for text in arrays:
        value = eval(text, oracle.PRELUDE)
        rank = getattr(value, "ndim", 0)
        options = ["", ", keepdims=True", ", keepdims=False"]
        for axis in range(-rank, rank):
            options += [f", axis={axis}", f", keepdims=True, axis={axis}"]
        for name in "sum mean max min argmax".split():
            lines = [f"x = {text}"]
            for number, option in enumerate(options):
                line = f"r{number} = {name}(x{option})"
                if oracle.run(lines + [line])[1] is None:
                    lines.append(line)
            add(*lines)


def making():
    add("a = zeros(3)", "b = zeros((2, 3))", "c = ones((1,))", "d = ones((0, 2))", "e = eye(2)",
        "f = eye(2, 3)", "g = eye(3, M=1)", "h = zeros(shape=(2, 1))", "i = eye(N=0)")
    add("a = array([1, 2])", "b = array([1, 2.0])", "c = array([[True, False]])", "d = array([])",
        "e = array([[], []])", "f = array([True, 2])", "g = array([a, a])", "h = array([a, [3, 4.5]])",
        "i = array((1, 2))", "j = array([(1, 2), [3, 4]])", "k = array([a[0], 1.5, True])",
        "l = array(a)", "m = array([[a[1]], [3]])", "n = array([zeros(0)])", "o = array([a == 1, [2, 3]])")
    add("a = arange(4)", "b = arange(2, 5)", "c = arange(5, 1, -2)", "d = arange(0, 1, 0.25)",
        "e = arange(0.1, 0.5, 0.1)", "f = arange(3.0)", "g = arange(5, 2)", "h = arange(5, step=2)",
        "i = arange(1, 2, step=0.3)", "j = arange(stop=3, start=1)", "k = arange(2.5)", "l = arange(-3)")
    add("a = linspace(0, 1, 5)", "b = linspace(2, -1, 4)", "c = linspace(1, 2, 1)", "d = linspace(0, 1, 0)",
        "e = linspace(0, 0.3, num=7)", "f = sum(linspace(0, 1))", "g = linspace(start=3, stop=3, num=3)")
    add("a = array([1, 2])", "b = array([1.5])", "c = array([[1, 2], [3, 4]])", "d = zeros((2, 1))",
        "e = concatenate([a, b])", "f = concatenate((a, a, a))", "g = concatenate([c, d], axis=1)",
        "h = concatenate([c, c], 0)", "i = concatenate([c, zeros((0, 2))])", "j = concatenate([c, c], axis=-1)",
        "k = concatenate([a == 1, a])", "l = concatenate([a])", "m = concatenate([d, c == 1], 1)")
    add("x = arange(6)", "a = reshape(x, (2, 3))", "b = reshape(a, (3, 2))", "c = reshape(a.T, 6)",
        "d = reshape(x, (6, 1))", "f = reshape(x, shape=(1, 6))",
        "g = reshape(x > 2, (2, 3))", "h = reshape(zeros((2, 0)), (0, 5))")
    for condition, a, b in itertools.product(
            ["True", "0.0", "array([1, 0, 2])", "array([[True], [False]])"],
            ["1", "2.5", "array([1, 2, 3])", "array([[1.5], [2.5]])"], ["0", "array([7.0, 8.0, 9.0])"]):
        add(f"a = where({condition}, {a}, {b})")


def indices():
    slices = [":", "1:", ":2", "::2", "::-1", "3:0:-1", "-2:", ":-1", "5:", "2:1", "-9:9", "::-2", "4::-3",
              "1:-1", ":0:-1", "-1:-4:-1"]
    add("x = arange(5)", *(f"r{n} = x[{s}]" for n, s in enumerate(slices)))
    single = ["0", "2", "-1", "-3"]
    add("x = 1.5 * arange(3)", *(f"r{n} = x[{s}]" for n, s in enumerate(single)))
    matrix = "x = array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])"
    both = ["0", "-1", "1:", "::-1", "[0, 2]", "[-1]"]
    add(matrix, *(f"r{n} = x[{s}]" for n, s in enumerate(both)))
    for first in both:
        add(matrix, *(f"r{n} = x[{first}, {s}]" for n, s in enumerate(["1", "-2", ":2", "::-2", ":", ]
                      + ([] if first == "[0, 2]" else ["[0, 1, 3]"]) + ["[3]"])))
    add(matrix, "i = array([2, 0])", "j = array([1, -1])", "a = x[i]", "b = x[i, j]", "c = x[:, j]",
        "d = x[arange(3), [0, 1, 2]]", "e = eye(3)[i]", "f = x[i[0]]", "g = x[i[0], j[1]]",
        "h = x[i[0] + 0, 1:]", "k = x.T[1]", "l = x[0:2].T", "m = x[argmax(x, axis=0)]", "n = x[i, 1]",
        "o = x[1, j]", "p = x[where(True, 1, 2)]", "q = x[arange(0)]", "r = x[1,]", "s = x[1][2]")


def products():
    shapes = ["(3,)", "(2, 3)", "(3, 2)", "(1, 3)", "(3, 1)", "(0, 3)", "(3, 0)", "(0,)"]
    for left, right in itertools.product(shapes, shapes):
        a, b = eval(left), eval(right)
        if a[-1] != b[0]:
            continue
        r = "RandomState(1)"
        # No negative zero, and small whole numbers, so that every order of summation gives the same.
        add(f"a = {r}.randint(-4, 5, {left}) / 4", f"b = {r}.randint(-9, 9, size={right})", "c = a @ b",
            "d = b.T @ a.T", "e = (4 * a > 1) @ b")


def updates():
    add("a = array([1.0, 2.0])", "a += 1", "a -= array([0.5, 1])", "a *= a", "a /= 2", "b = array(a)",
        "b += 1", "c = +a", "c *= 2")
    add("a = 1", "b = a", "a += 1", "b /= 2", "c = 2", "c -= zeros(2)", "d = array([1, 2])[0]", "d += 0.5")
    add("a = array([[1, 2], [3, 4]])", "a += a.T", "a -= a[0]", "a *= True", "b = a", "b = b + 1", "c = a[[0]]",
        "c += 1", "a = a * 1", "d = array([0.5])", "d += array([1])", "e = where(True, 1.5, 2)", "e += 1")
    add("def f(x): return x * k", "k = 2", "a = f(3)", "k = 0.5", "b = f(3)", "def g(x, f): return f(x) + k",
        "c = g(1, f)", "def f(x): return -x", "d = f(array([1]))", "h = f", "e = h(2)", "f = 5", "i = h(f)")


def randomness():
    add("r = RandomState(3)", "a = r.randn()", "b = r.randn(2)", "c = r.randn(2, 3)", "d = r.rand(2)",
        "e = r.rand()", "f = r.random_sample()", "g = r.random_sample(3)", "h = r.random_sample((1, 2))",
        "i = r.uniform()", "j = r.uniform(-1, 1, 3)", "k = r.uniform(high=5, low=2, size=(2, 2))",
        "l = r.normal()", "m = r.normal(1, 0.5, (2, 2))", "n = r.normal(scale=2, size=3)",
        "o = r.randint(10)", "p = r.randint(-3, 3, 5)", "q = r.randint(100, size=(2, 3))",
        "s = r.permutation(5)", "t = r.permutation(array([1.5, 2.5, 3.5]))",
        "u = r.permutation(array([[1, 2], [3, 4], [5, 6]]))", "v = r.permutation(0)",
        "w = r.normal(array([2.0])[0], 1)", "x = r.randint(0, 1 + 1000000000000, 2)")
    add("r = RandomState(0)", "def f(a, b): return a - b", "x = f(b=r.rand(), a=r.rand())",
        "y = r.uniform(high=5 + r.rand(), low=r.rand())", "z = r.normal(scale=r.rand(), loc=r.rand())",
        "s = r", "u = s.rand()", "v = r.rand()", "w = RandomState(seed=7).randn(2)", "a = r.rand() + r.rand()")
    add("X = RandomState(0).randn(300, 2)", "y = where(logical_xor(X[:, 0] > 0, X[:, 1] > 0), 1, 0)",
        "n = sum(y)", "Y = eye(2)[y[:4]]", "x = X[:4]", "X = 0", "y = 0")


operators(), refused(), functions(), reductions(), making(), indices(), products(), updates(), randomness()
print(f"# What Python and NumPy make of each form; made by make_language_vectors.py ({oracle.VERSIONS}).")
print()
print("\n".join(records))
