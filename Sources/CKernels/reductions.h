// Sums and extremes, in the order of `Matrices`, for vectors of WIDTH doubles. Included once for each
// width.

typedef double FOR_WIDTH(eight) __attribute__((vector_size(64), aligned(8), may_alias));

/// The pairwise sum of at least one entry: halves, down to blocks of at most 128 entries that are
/// added up by eight accumulators.
static double FOR_WIDTH(pairwise_sum)(const double *entries, int64_t count) {
  if (count > 128) {
    int64_t half = (count / 2) & ~(int64_t)7;
    return FOR_WIDTH(pairwise_sum)(entries, half)
        + FOR_WIDTH(pairwise_sum)(entries + half, count - half);
  }
  int64_t whole = count & ~(int64_t)7;
  double sum = -0.0;
  if (whole > 0) {
    FOR_WIDTH(eight) s = *(const FOR_WIDTH(eight) *)entries;
    for (int64_t i = 8; i < whole; i += 8) s += *(const FOR_WIDTH(eight) *)(entries + i);
    sum = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
  }
  for (int64_t i = whole; i < count; i++) sum += entries[i];
  return sum;
}

/// 0 + the sum, so that it is never a negative zero.
INLINE double FOR_WIDTH(sum)(const double *entries, int64_t count) {
  return count == 0 ? 0 : 0 + FOR_WIDTH(pairwise_sum)(entries, count);
}

INLINE double FOR_WIDTH(extreme)(double x, double y, int64_t kind) {
  return kind == brickwise_largest ? (x != x || x > y ? x : y) : (x != x || x < y ? x : y);
}

/// Sums or extremes down `vectors` vectors of columns, row after row.
INLINE void FOR_WIDTH(reduce_strip)(
    const double *entries, int64_t rows, int64_t columns, int64_t lanes, double *result,
    int64_t kind, const int vectors) {
  VECTOR reduced[4];
  for (int v = 0; v < vectors; v++) reduced[v] = *(const VECTOR *)(entries + v * WIDTH);
  for (int64_t i = 1; i < rows; i++) {
    entries += columns;
    for (int v = 0; v < vectors; v++) {
      VECTOR row = *(const VECTOR *)(entries + v * WIDTH);
      if (kind == brickwise_sum) {
        reduced[v] = reduced[v] + row;
      } else {
        for (int l = 0; l < WIDTH; l++) {
          reduced[v][l] = FOR_WIDTH(extreme)(reduced[v][l], row[l], kind);
        }
      }
    }
  }
  for (int v = 0; v < vectors; v++) {
    if (kind == brickwise_sum) reduced[v] = reduced[v] + 0;
    FOR_WIDTH(store)(result + v * WIDTH, reduced[v], v == vectors - 1 ? lanes : WIDTH);
  }
}

/// Down the columns.
static void FOR_WIDTH(reduce_rows)(const brickwise_step *step, double *memory) {
  const double *entries = memory + step->a;
  double *result = memory + step->result;
  int64_t rows = step->rows, columns = step->columns;
  if (rows == 0) {
    for (int64_t j = 0; j < columns; j++) result[j] = 0;
    return;
  }
  int64_t j = 0;
  for (; j + 4 * WIDTH <= columns; j += 4 * WIDTH) {
    FOR_WIDTH(reduce_strip)(entries + j, rows, columns, WIDTH, result + j, step->kind, 4);
  }
  for (; j < columns; j += WIDTH) {
    int64_t lanes = columns - j < WIDTH ? columns - j : WIDTH;
    FOR_WIDTH(reduce_strip)(entries + j, rows, columns, lanes, result + j, step->kind, 1);
  }
}

INLINE double FOR_WIDTH(reduce_all)(const double *entries, int64_t count, int64_t kind) {
  if (kind == brickwise_sum) return FOR_WIDTH(sum)(entries, count);
  double result = entries[0];
  for (int64_t i = 1; i < count; i++) result = FOR_WIDTH(extreme)(result, entries[i], kind);
  return result;
}

static void FOR_WIDTH(run_reduction)(const brickwise_step *step, double *memory) {
  const double *a = memory + step->a;
  double *result = memory + step->result;
  int64_t results = 1;
  if (step->form == 0) {
    result[0] = FOR_WIDTH(reduce_all)(a, step->rows * step->columns, step->kind);
  } else if (step->form == 1) {
    results = step->columns;
    // A single column is summed pairwise.
    if (results == 1) result[0] = FOR_WIDTH(reduce_all)(a, step->rows, step->kind);
    else FOR_WIDTH(reduce_rows)(step, memory);
  } else {
    results = step->rows;
    for (int64_t i = 0; i < results; i++) {
      result[i] = FOR_WIDTH(reduce_all)(a + i * step->columns, step->columns, step->kind);
    }
  }
  if (step->inner == 0) return;
  for (int64_t i = 0; i < results; i++) result[i] /= (double)step->inner;
}
