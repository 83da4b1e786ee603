// The training loop of Benchmarks/training/network.md in plain C, for comparison: two layers of
// sigmoids, the mean squared error, gradient descent.
//
//     network ROWS INPUTS HIDDEN OUTPUTS RATE EPOCHS
//
// Prints the last loss, and the seconds of processor time of the loop. The sizes may be given to the compiler
// too, with -DROWS=50 and so on, which makes fast loops of those over a handful of entries.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// NumPy's RandomState.random_sample: MT19937, seeded with one number.
typedef struct {
  unsigned state[624];
  int next;
} generator;

static generator seeded(unsigned seed) {
  generator g;
  for (int i = 0; i < 624; i++) {
    g.state[i] = seed;
    seed = 1812433253u * (seed ^ (seed >> 30)) + (unsigned)i + 1;
  }
  g.next = 624;
  return g;
}

static unsigned draw(generator *g) {
  if (g->next == 624) {
    for (int i = 0; i < 624; i++) {
      unsigned y = (g->state[i] & 0x80000000u) | (g->state[(i + 1) % 624] & 0x7fffffffu);
      g->state[i] = g->state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    g->next = 0;
  }
  unsigned y = g->state[g->next++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static double *samples(generator *g, int count, double low, double scale) {
  double *entries = malloc(sizeof(double) * (size_t)count);
  for (int i = 0; i < count; i++) {
    unsigned a = draw(g) >> 5, b = draw(g) >> 6;
    entries[i] = (low + 2 * ((a * 67108864.0 + b) / 9007199254740992.0)) * scale;
  }
  return entries;
}

static double *zeros(int count) { return calloc((size_t)count, sizeof(double)); }

static double sigmoid(double z) { return 1 / (1 + exp(-z)); }

// c = a b
static void multiply(
    const double *restrict a, const double *restrict b, double *restrict c, int rows, int inner,
    int columns) {
  for (int i = 0; i < rows; i++) {
    for (int j = 0; j < columns; j++) c[i * columns + j] = 0;
    for (int k = 0; k < inner; k++) {
      for (int j = 0; j < columns; j++) c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
    }
  }
}

// c = aᵀ b
static void multiply_transposed(
    const double *restrict a, const double *restrict b, double *restrict c, int rows, int inner,
    int columns) {
  for (int i = 0; i < rows * columns; i++) c[i] = 0;
  for (int k = 0; k < inner; k++) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) c[i * columns + j] += a[k * rows + i] * b[k * columns + j];
    }
  }
}

// c = a bᵀ
static void multiply_by_transposed(
    const double *restrict a, const double *restrict b, double *restrict c, int rows, int inner,
    int columns) {
  for (int i = 0; i < rows; i++) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int k = 0; k < inner; k++) sum += a[i * inner + k] * b[j * inner + k];
      c[i * columns + j] = sum;
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
#ifdef ROWS
  enum { rows = ROWS, inputs = INPUTS, hidden = HIDDEN, outputs = OUTPUTS };
#else
  int rows = atoi(argv[1]), inputs = atoi(argv[2]), hidden = atoi(argv[3]), outputs = atoi(argv[4]);
#endif
  double rate = atof(argv[5]);
  int epochs = atoi(argv[6]);

  generator g = seeded(0);
  double *X = samples(&g, rows * inputs, -1, 1);
  double *Y = zeros(rows * outputs);
  for (int i = 0; i < rows; i++) {
    int is_odd = (X[i * inputs] > 0) != (X[i * inputs + 1] > 0);
    Y[i * outputs + is_odd] = 1;
  }
  g = seeded(2017);
  double *W1 = samples(&g, inputs * hidden, -1, 1 / sqrt(inputs));
  double *W2 = samples(&g, hidden * outputs, -1, 1 / sqrt(hidden));
  double *h1 = zeros(rows * hidden), *d1 = zeros(rows * hidden);
  double *h2 = zeros(rows * outputs), *d2 = zeros(rows * outputs);
  double *dW1 = zeros(inputs * hidden), *dW2 = zeros(hidden * outputs);
  double loss = 0;

  clock_t start = clock();
  for (int epoch = 0; epoch < epochs; epoch++) {
    multiply(X, W1, h1, rows, inputs, hidden);
    for (int i = 0; i < rows * hidden; i++) h1[i] = sigmoid(h1[i]);
    multiply(h1, W2, h2, rows, hidden, outputs);
    for (int i = 0; i < rows * outputs; i++) h2[i] = sigmoid(h2[i]);
    loss = 0;
    for (int i = 0; i < rows * outputs; i++) {
      double error = Y[i] - h2[i];
      loss += error * error;
      d2[i] = -error * h2[i] * (1 - h2[i]);
    }
    loss /= 2 * rows;
    multiply_transposed(h1, d2, dW2, hidden, rows, outputs);
    multiply_by_transposed(d2, W2, d1, rows, outputs, hidden);
    for (int i = 0; i < rows * hidden; i++) d1[i] *= h1[i] * (1 - h1[i]);
    multiply_transposed(X, d1, dW1, inputs, rows, hidden);
    for (int i = 0; i < hidden * outputs; i++) W2[i] -= rate * dW2[i];
    for (int i = 0; i < inputs * hidden; i++) W1[i] -= rate * dW1[i];
  }
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  printf("%.17g %.9f\n", loss, seconds);
  return 0;
}
