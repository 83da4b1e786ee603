"""Makes the reference data of MatricesTests: python3 Tests/Vectors/make_vectors.py

The values come from mpmath (elementary functions, rounded correctly), NumPy (random streams, sums,
products) and Python's % formatting. Doubles are written as the 16 hexadecimal digits of their bits.
The versions used stand in the first line of each file.
"""

import math
import random
import struct
from fractions import Fraction
from pathlib import Path

import mpmath
import numpy as np
from mpmath import mp, mpf

mp.prec = 200
FOLDER = Path(__file__).parent
VERSIONS = f"# numpy {np.__version__}, mpmath {mpmath.__version__}; made by make_vectors.py"
FUNCTIONS = {"exp": mpmath.exp, "log": mpmath.log, "tanh": mpmath.tanh}


def bits(x):
    return struct.pack(">d", float(x)).hex()


def from_bits(n):
    return struct.unpack(">d", struct.pack(">Q", n))[0]


def neighbours(x, count):
    """x and the doubles around it, for x > 0."""
    middle = struct.unpack(">Q", struct.pack(">d", x))[0]
    return [from_bits(n) for n in range(middle - count, middle + count + 1)]


def nearest(x):
    """The double nearest to an mpf: rounded once, also in the subnormal range."""
    sign, mantissa, exponent, _ = x._mpf_
    try:
        size = float(Fraction(int(mantissa)) * Fraction(2) ** exponent)
    except OverflowError:
        size = math.inf
    return -size if sign else size


def hard(name, points, count):
    """Those points whose exact result lies nearest to the middle between two doubles."""
    extended = getattr(np, name)(points.astype(np.longdouble))
    rounded = extended.astype(float)
    off = np.abs(np.abs(extended - rounded) / np.spacing(np.abs(rounded)).astype(np.longdouble) - 0.5)
    candidates = points[np.argsort(off)[: 4 * count]]

    def distance(x):
        value = FUNCTIONS[name](mpf(float(x)))
        return abs(abs(value - nearest(value)) / float(np.spacing(abs(nearest(value)))) - 0.5)

    return [float(x) for x in sorted(candidates, key=distance)[:count]]


def elementary():
    rng = np.random.RandomState(20170)
    scales = 2.0 ** -np.arange(1, 61)
    signs = lambda n: rng.choice([-1.0, 1.0], n)
    points = {
        "exp": [
            *rng.uniform(-745.2, 709.8, 500), *rng.uniform(-1, 1, 400), *rng.uniform(-20, 20, 300),
            *rng.uniform(-745.14, -708.3, 300), *(rng.uniform(-1, 1, 240) * np.tile(scales, 4)),
            *neighbours(709.782712893384, 12), *(-x for x in neighbours(745.1332191019411, 12)),
            *(-x for x in neighbours(708.3964185322641, 12)), *(k * math.log(2) for k in range(-60, 60)),
            *((k + 0.5) * math.log(2) for k in range(-60, 60)), 5e-324, -5e-324, 1e-310,
            *hard("exp", rng.uniform(-30, 30, 1_000_000), 400),
        ],
        "log": [
            *(from_bits(int(n)) for n in rng.randint(1, 0x7FEFFFFFFFFFFFFF, 500)),
            *rng.uniform(0, 1, 400), *rng.uniform(0.5, 2, 400), *(1 + signs(240) * np.tile(scales[:60], 4)),
            *(from_bits(int(n)) for n in rng.randint(1, 1 << 52, 250)), *neighbours(1.0, 20),
            *neighbours(math.sqrt(2), 8), *neighbours(math.sqrt(0.5), 8), *neighbours(2.0**-1022, 8),
            5e-324, 1e-323, from_bits(0x7FEFFFFFFFFFFFFF), *(2.0**k for k in range(-40, 41)),
            *hard("log", rng.uniform(0, 1, 1_000_000), 400),
        ],
        "tanh": [
            *rng.uniform(-1, 1, 500), *rng.uniform(-20, 20, 500), *rng.uniform(-0.25, 0.25, 500),
            *(rng.uniform(-1, 1, 300) * np.tile(scales, 5)), *neighbours(19.061547465398498, 10),
            *neighbours(19.1, 4), *neighbours(2.0**-28, 8), *(from_bits(int(n)) for n in rng.randint(1, 1 << 53, 50)),
            *(k * math.log(2) / 4 for k in range(1, 80)), 5e-324, -1e-310, 25.0, 1e300,
            *hard("tanh", rng.uniform(-2, 2, 1_000_000), 400),
        ],
    }
    lines = [VERSIONS, "# function argument correctly-rounded-result"]
    for name, arguments in points.items():
        unique = sorted({float(x) for x in arguments if name != "log" or x > 0})
        print(name, len(unique))
        lines += [f"{name} {bits(x)} {bits(nearest(FUNCTIONS[name](mpf(x))))}" for x in unique if x != 0]
    (FOLDER / "elementary.txt").write_text("\n".join(lines) + "\n")


def polar(seed, count):
    """Normal deviates as NumPy computes them, but for a correctly rounded logarithm."""
    stream, result = np.random.RandomState(seed), []
    while len(result) < count:
        x, y = 2 * stream.random_sample() - 1, 2 * stream.random_sample() - 1
        r2 = x * x + y * y
        if 0 < r2 < 1:
            scale = math.sqrt(-2 * nearest(mpmath.log(mpf(float(r2)))) / r2)
            result += [scale * y, scale * x]
    return result[:count]


def corrections(values, exact):
    """Where NumPy's value comes from a logarithm that the system's library misrounded."""
    return " ".join(f"{i}:{bits(b)}" for i, (a, b) in enumerate(zip(values, exact)) if a != b)


def streams():
    lines = [
        VERSIONS,
        "# RandomState SEED starts a stream; the calls below it continue the stream.",
        "# call arguments = values. 'corrected' lists the values of the line above it, index:bits, that",
        "# NumPy would give if its system's log were rounded correctly.",
    ]
    state = None

    def start(seed):
        nonlocal state
        state = np.random.RandomState(seed)
        lines.append(f"RandomState {seed}")

    def reals(call, values):
        lines.append(f"{call} = " + " ".join(map(bits, values)))

    def wholes(call, values):
        lines.append(f"{call} = " + " ".join(map(str, values)))

    differing = total = 0
    for seed in (0, 1, 42, 2017, 4294967295):
        start(seed)
        values, exact = state.randn(701), polar(seed, 701)
        reals("randn 701", values)
        lines.append("corrected " + corrections(values, exact))
        differing, total = differing + sum(values != exact), total + 701
        start(seed)
        reals("random_sample 330", state.random_sample(330))
        reals("rand 4", state.rand(2, 2).ravel())
        start(seed)
        reals(f"uniform {bits(-2.5)} {bits(7.1)} 320", state.uniform(-2.5, 7.1, 320))
        start(seed)
        reals(f"normal {bits(3.5)} {bits(0.1)} 33", state.normal(3.5, 0.1, 33))
        for width in (1, 2, 3, 7, 256, 1000, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**40, 2**63):
            start(seed)
            low = -5 if width < 2**40 else -(2**62)
            wholes(f"randint {low} {low + width} 40", state.randint(low, low + width, 40))
            reals("random_sample 2", state.random_sample(2))
        start(seed)
        wholes("randint 0 10 700", state.randint(0, 10, 700))
        for size in (0, 1, 2, 3, 10, 64, 65, 300):
            start(seed)
            wholes(f"permutation {size}", state.permutation(size))
            reals("random_sample 2", state.random_sample(2))
        start(seed)
        for call in ("randn 3", "random_sample 2", "randn 2", "randint 0 6 5", "permutation 5", "randn 1"):
            name, *arguments = call.split()
            values = getattr(state, name)(*map(int, arguments))
            (wholes if name in ("randint", "permutation") else reals)(call, np.atleast_1d(values))
    print("randn: NumPy differs from a correctly rounded log in", differing, "of", total)
    (FOLDER / "random.txt").write_text("\n".join(lines) + "\n")


def formats():
    generator = random.Random(7)
    cases = [
        (x, n)
        for x in (0.0, -0.0, 0.125, 0.375, 2.675, 0.5, 1.5, 2.5, -0.5, 9.995, 0.9999999, -0.00004, 1e22, 1e23,
                  -123456789.125, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 999999999.99995,
                  9.5, 99.5, 0.05, 0.00005, 4503599627370497.5, 0.1, 1 / 3, -1 / 3)
        for n in (0, 1, 2, 4, 10, 25)
    ]
    for _ in range(500):
        cases.append((generator.uniform(-10, 10), generator.randrange(9)))
        cases.append((generator.randrange(-4000, 4000) / 2 ** generator.randrange(9), generator.randrange(5)))
        cases.append((generator.choice([-1, 1]) * 10 ** generator.uniform(-12, 12), generator.randrange(12)))
    for _ in range(100):
        cases.append((from_bits(generator.randrange(1, 0x7FF0000000000000)), generator.randrange(20)))
    lines = [VERSIONS, "# bits decimals fixed scientific"]
    for x, n in cases:
        text = "%.*f" % (n, x)
        if not any(c in "123456789" for c in text):
            text = text.lstrip("-")
        lines.append(f"{bits(x)} {n} {text} {'%.*e' % (n, x + 0.0)}")
    (FOLDER / "formats.txt").write_text("\n".join(lines) + "\n")


def sums():
    lines = [
        VERSIONS,
        "# The entries are those of RandomState(seed).random_sample, each minus 0.3.",
        "# call seed sizes = sums",
    ]
    entries = lambda seed, *sizes: np.random.RandomState(seed).random_sample(sizes) - 0.3
    for seed, n in enumerate([0, *range(1, 26), 31, 32, 63, 64, 127, 128, 129, 130, 135, 136, 137, 255, 256, 257,
                              264, 300, 511, 513, 1000, 1023, 1025, 2000, 4097, 10000, 30011]):
        lines.append(f"sum {seed} {n} = {bits(entries(seed, n).sum())}")
    for seed, (n, step) in enumerate([(5, 2), (9, 3), (100, 2), (129, 3), (300, 7), (1000, 50)]):
        lines.append(f"strided {seed} {n} {step} = {bits(entries(seed, n, step)[:, 0].sum())}")
    for seed, shape in enumerate([(1, 1), (1, 9), (9, 1), (300, 1), (2, 3), (50, 2), (50, 3), (300, 50), (7, 200)]):
        a = entries(seed, *shape)
        sizes = " ".join(map(str, shape))
        for axis in (0, 1):
            lines.append(f"axis{axis} {seed} {sizes} = {' '.join(map(bits, a.sum(axis=axis)))}")
        lines.append(f"sum {seed} {shape[0] * shape[1]} = {bits(a.sum())}")
    for seed, (r, k, c) in enumerate([(1, 2, 3), (2, 2, 2), (5, 7, 9), (4, 50, 6), (9, 1, 5), (3, 4, 1), (13, 11, 7)]):
        flat = entries(seed, r * k + k * c)
        product = flat[: r * k].reshape(r, k) @ flat[r * k :].reshape(k, c)
        lines.append(f"matmul {seed} {r} {k} {c} = {' '.join(map(bits, product.ravel()))}")
    (FOLDER / "sums.txt").write_text("\n".join(lines) + "\n")


elementary()
streams()
formats()
sums()
