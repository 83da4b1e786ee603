#!/usr/bin/env python3
"""The training loop of Benchmarks/training/network.md in NumPy, for comparison.

    network.py ROWS INPUTS HIDDEN OUTPUTS RATE EPOCHS

Prints the last loss, and the seconds of processor time of the loop.
"""

import sys
import time

from numpy import eye, exp, logical_xor, sqrt, square, where
from numpy.random import RandomState


def sigmoid(z):
    return 1 / (1 + exp(-z))


rows, inputs, hidden, outputs = map(int, sys.argv[1:5])
rate = float(sys.argv[5])
epochs = int(sys.argv[6])

X = 2 * RandomState(0).random_sample((rows, inputs)) - 1
labels = where(logical_xor(X[:, 0] > 0, X[:, 1] > 0), 1, 0)
Y = eye(outputs)[labels]
random = RandomState(2017)
W1 = (2 * random.random_sample((inputs, hidden)) - 1) / sqrt(inputs)
W2 = (2 * random.random_sample((hidden, outputs)) - 1) / sqrt(hidden)
L = 0

start = time.process_time()
for _ in range(epochs):
    h1 = sigmoid(X @ W1)
    h2 = sigmoid(h1 @ W2)
    L = square(Y - h2).sum() / (2 * rows)
    d2 = -(Y - h2) * h2 * (1 - h2)
    d1 = (d2 @ W2.T) * h1 * (1 - h1)
    W2 = W2 - rate * (h1.T @ d2)
    W1 = W1 - rate * (X.T @ d1)
print(f"{L:.17g} {time.process_time() - start:.9f}")
