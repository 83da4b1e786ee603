"""Derives the polynomial coefficients and constants of Sources/Matrices/ElementaryFunctions.

Each polynomial interpolates a smooth function at Chebyshev nodes, computed with 300 bits and then
rounded to double, coefficient by coefficient. That is within a small factor of the best
polynomial of its degree, and everyone can redo it: python3 Tests/Vectors/derive_coefficients.py
"""

from mpmath import atanh, cos, exp, factorial, floor, log, lu_solve, matrix, mp, mpf, nstr, pi, sqrt

mp.prec = 300


def interpolate(function, low, high, count):
    """Coefficients, lowest power first, of the interpolant at `count` Chebyshev nodes."""
    vandermonde, values = matrix(count, count), matrix(count, 1)
    for i in range(count):
        x = (low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count))
        values[i] = function(x)
        for j in range(count):
            vandermonde[i, j] = x**j
    return [float(c) for c in lu_solve(vandermonde, values)]


def report(title, function, low, high, count, weight):
    coefficients = interpolate(function, low, high, count)
    worst = mpf(0)
    for i in range(4001):
        x = low + (high - low) * i / 4000
        value = sum(mpf(c) * x**j for j, c in enumerate(coefficients))
        worst = max(worst, abs((value - function(x)) * weight(x)))
    print(f"{title}: {count} terms, error 2^{nstr(log(worst, 2), 4)}")
    for coefficient in coefficients:
        print("   ", coefficient.hex())


def exponential_tail(r):
    """(exp(r) - 1 - r) / r^2 by its series."""
    return sum(r**n / factorial(n + 2) for n in range(60))


def logarithm_tail(z):
    """(2 atanh(s) - 2 s - 2/3 s^3) / s^5 in z = s^2, by its series."""
    return sum(2 * z**n / (2 * n + 5) for n in range(60))


half = log(mpf(2)) / 2 * mpf("1.0001")
report("exp", exponential_tail, -half, half, 11, lambda r: r * r / exp(r))
largest = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.0001")
report("log", logarithm_tail, mpf(0), largest, 8, lambda z: z * z / 2)

ln2 = log(mpf(2))
ln2_high = floor(ln2 * mpf(2) ** 42) / mpf(2) ** 42
print("ln 2 high (42 bits)", float(ln2_high).hex())
print("ln 2 low           ", float(ln2 - ln2_high).hex())
print("1 / ln 2           ", float(1 / ln2).hex())
print("2/3 high, low      ", float(mpf(2) / 3).hex(), float(mpf(2) / 3 - float(mpf(2) / 3)).hex())
print("sqrt 2             ", float(sqrt(mpf(2))).hex())
