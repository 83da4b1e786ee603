"""Writes powers.txt: powers to the nearest double, from mpmath with 400 bits; bits in hexadecimal.

    python3 make_power_vectors.py > powers.txt
"""

import math
import random
import struct

import mpmath

mpmath.mp.prec = 400
chance = random.Random(20)
lines = []


def bits(number):
    return struct.pack(">d", number).hex()


def nearest(value):
    """The double nearest to a positive mpf, subnormals included."""
    if value < mpmath.mpf(2) ** -1080:
        return 0.0
    if value > mpmath.mpf(2) ** 1025:
        return math.inf
    exponent = max(int(mpmath.floor(mpmath.log(value, 2))) - 52, -1074)
    scaled = int(mpmath.nint(value * mpmath.mpf(2) ** -exponent))
    try:
        return math.ldexp(scaled, exponent)
    except OverflowError:
        return math.inf


def add(base, exponent):
    value = mpmath.power(mpmath.mpf(abs(base)), mpmath.mpf(exponent))
    result = nearest(value)
    if base < 0 and exponent % 2 == 1:
        result = -result
    lines.append(f"{bits(base)} {bits(exponent)} {bits(result)}")


for _ in range(400):
    add(math.exp(chance.uniform(-8, 8)), chance.uniform(-80, 80))
for _ in range(300):  # The whole range of results.
    base = math.ldexp(chance.uniform(1, 2), chance.randint(-1074, 1023))
    if base not in (0, 1):
        add(base, chance.uniform(-745, 709.7) / math.log(base))
for count in range(-66, 67):  # Products, and just beyond.
    for _ in range(3):
        add(chance.choice([-1, 1]) * math.exp(chance.uniform(-9, 9)), float(count))
for _ in range(200):  # Large whole exponents.
    count = float(chance.randint(65, 1_000_000))
    add(chance.choice([-1, 1]) * math.exp(chance.uniform(-740, 705) / count), chance.choice([1, -1]) * count)
for _ in range(200):  # At the edges of overflow and underflow.
    base = math.exp(chance.uniform(-700, 700))
    edge = chance.choice([709.782712893384, -708.396418532264, -745.133219101941, -744.44])
    add(base, edge / math.log(base) * (1 + chance.uniform(-1e-15, 1e-15)))
for _ in range(100):  # Subnormal bases.
    add(5e-324 * chance.randint(1, 2**40), chance.uniform(-0.95, 1.02))
    add(5e-324 * chance.randint(1, 2**40), float(chance.choice([-1, 1, 2, 3])))
for _ in range(100):  # Bases next to 1 with huge exponents.
    add(1 + chance.choice([-1, 1]) * math.ldexp(chance.randint(1, 9), -50), math.ldexp(chance.uniform(-1, 1), 58))
for base in [2.0, 0.5, 3.0, 10.0, 7.0, -3.0, 1e5, 1.5]:  # Exact ones.
    for count in range(1, 40):
        if abs(base) ** count < 2**53:
            add(base, float(count))
for base, exponent in [(1e154, 2.0), (2.0, 1023.0), (2.0, -1074.0), (2.0, -1075.0), (2.0, 1024.0), (65536.0, -64.0),
                       (1e103, 3.0), (1e-108, 3.0), (1e-103, 3.0), (4.0, 0.5), (1e300, 0.5), (1e200, 1e300),
                       (1e-200, 1e300), (1 + 2**-52, 1e300), (1 - 2**-53, 1e300), (2.0, 5e-324), (1e-300, 2.0)]:
    add(base, exponent)
print(f"# base, exponent, power; made by make_power_vectors.py (mpmath {mpmath.__version__})")
print("\n".join(lines))
