#!/usr/bin/env python3
"""Trains the article's network with NumPy: the losses and accuracies that ours are compared with.

    make_training_vectors.py > Tests/Vectors/training.txt      (some minutes)

Each run begins with its name, the epochs and the first epoch with a number that is not finite, or -;
the other lines are an epoch, its loss and its accuracy. The runs are those of
Tests/Fixtures/training/article.md. The article's gradient adds reg * sum(W**2) to every entry and has no
1/N; the exact one is the derivative of the loss.
"""

import numpy as np

np.seterr(all="ignore")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def train(name, hidden, rate, reg, batch, epochs, is_exact):
    X = np.random.RandomState(0).randn(300, 2)
    labels = np.logical_xor(X[:, 0] > 0, X[:, 1] > 0).astype(int)
    Y = np.eye(2)[labels]
    random = np.random.RandomState(2017)
    W1 = (2 * random.random_sample((2, hidden)) - 1) / np.sqrt(2)
    W2 = (2 * random.random_sample((hidden, 2)) - 1) / np.sqrt(hidden)
    x, y = X[:batch], Y[:batch]
    samples, stopped = [], "-"
    for epoch in range(epochs):
        h1 = sigmoid(x @ W1)
        h2 = sigmoid(h1 @ W2)
        loss = np.square(y - h2).sum() / (2 * batch)
        loss += reg * (np.square(W1).sum() + np.square(W2).sum()) / (2 * batch)
        if epoch % (epochs // 20) == 0 or epoch == 1000:
            predicted = np.argmax(sigmoid(sigmoid(X @ W1) @ W2), axis=1)
            samples.append(f"{epoch} {loss:.17g} {(predicted == labels).mean():.17g}")
        d2 = -(y - h2) * h2 * (1 - h2)
        d1 = (d2 @ W2.T) * h1 * (1 - h1)
        if is_exact:
            g2, g1 = (h1.T @ d2 + reg * W2) / batch, (x.T @ d1 + reg * W1) / batch
        else:
            g2 = h1.T @ d2 + reg * np.square(W2).sum()
            g1 = x.T @ d1 + reg * np.square(W1).sum()
        W2, W1 = W2 - rate * g2, W1 - rate * g1
        if not (np.isfinite(loss) and np.isfinite(W1).all() and np.isfinite(W2).all()):
            stopped = str(epoch)
            break
    print(f"{name} {epochs} {stopped}")
    print("\n".join(samples), flush=True)


print(f"# NumPy {np.__version__}, Tests/Vectors/make_training_vectors.py", flush=True)
train("three", 3, 0.003, 0.0, 300, 100_000, False)
train("fifty", 50, 0.003, 1e-4, 300, 100_000, False)
train("fifty-weaker", 50, 0.003, 1e-6, 300, 100_000, False)
train("fifty-exact", 50, 0.9, 1e-4, 300, 100_000, True)
train("fifty-batch", 50, 0.003, 1e-4, 50, 120_000, False)
