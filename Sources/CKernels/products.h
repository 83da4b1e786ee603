// Matrix products for vectors of WIDTH doubles. Included once for each width.
//
// Each entry of a product is 0 + a₀b₀ + a₁b₁ + …, from left to right, as `Matrices` has it. What is
// computed side by side are neighbouring entries of a row, and several rows: the order of the
// operations within an entry stays.

typedef double FOR_WIDTH(vector)
    __attribute__((vector_size(8 * WIDTH), aligned(8), may_alias));
#define VECTOR FOR_WIDTH(vector)

INLINE void FOR_WIDTH(store)(double *entries, VECTOR values, int64_t count) {
#if WIDTH == 8
  _mm512_mask_storeu_pd(entries, (__mmask8)((1u << count) - 1), (__m512d)values);
#else
  for (int64_t i = 0; i < count; i++) entries[i] = values[i];
#endif
}

/// A factor whose entry (i, j) is at i · row + j · column.
typedef struct {
  const double *entries;
  int64_t row, column;
} FOR_WIDTH(factor);
#define FACTOR FOR_WIDTH(factor)

/// Where a product goes: entry (i, j) at i · row + j · column, one of them 1.
typedef struct {
  double *entries;
  int64_t row, column;
} FOR_WIDTH(target);
#define TARGET FOR_WIDTH(target)

/// `rows` × (`vectors` vectors) entries of a product, of which `lanes` in the last vector count. The
/// sums stay in registers. `goes_on` adds to what is there: the product's next stretch of terms.
INLINE void FOR_WIDTH(tile)(
    FACTOR a, const double *b, int64_t b_row, TARGET c, int64_t inner, int64_t lanes, int goes_on,
    const int rows, const int vectors) {
  VECTOR sums[4][4];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sums[i][v] = (VECTOR){0};
      if (goes_on) {
        for (int l = 0; l < (v == vectors - 1 ? lanes : WIDTH); l++) {
          sums[i][v][l] = c.entries[i * c.row + (v * WIDTH + l) * c.column];
        }
      }
    }
  }
  const double *entry = a.entries;
  for (int64_t k = 0; k < inner; k++, entry += a.column, b += b_row) {
    VECTOR others[4];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) others[v] = *(const VECTOR *)(b + v * WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      VECTOR factor = (VECTOR){0} + entry[i * a.row];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] = sums[i][v] + factor * others[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    double *row = c.entries + i * c.row;
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      int64_t count = v == vectors - 1 ? lanes : WIDTH;
      if (c.column == 1) {
        if (count == WIDTH) *(VECTOR *)(row + v * WIDTH) = sums[i][v];
        else FOR_WIDTH(store)(row + v * WIDTH, sums[i][v], count);
      } else {
        for (int64_t l = 0; l < count; l++) row[(v * WIDTH + l) * c.column] = sums[i][v][l];
      }
    }
  }
}

/// A strip of columns of a product: all rows, four at a time.
INLINE void FOR_WIDTH(strip)(
    FACTOR a, const double *b, int64_t b_row, TARGET c, int64_t rows, int64_t inner, int64_t lanes,
    int goes_on, const int vectors) {
  while (rows > 0) {
    int done = rows >= 4 && vectors < 4 ? 4 : rows >= 2 ? 2 : 1;
    if (done == 4) {
      if (vectors < 4) FOR_WIDTH(tile)(a, b, b_row, c, inner, lanes, goes_on, 4, vectors);
    } else if (done == 2) {
      FOR_WIDTH(tile)(a, b, b_row, c, inner, lanes, goes_on, 2, vectors);
    } else {
      FOR_WIDTH(tile)(a, b, b_row, c, inner, lanes, goes_on, 1, vectors);
    }
    rows -= done;
    a.entries += done * a.row;
    c.entries += done * c.row;
  }
}

/// Terms of a product that are added up before the next ones are: so many rows of a strip of the
/// second factor, copied one after another, stay in the fastest memory while all rows of the first
/// pass by.
enum { FOR_WIDTH(stretch) = 256 };

static void FOR_WIDTH(multiply)(
    FACTOR a, FACTOR b, TARGET c, int64_t rows, int64_t inner, int64_t columns) {
  double packed[FOR_WIDTH(stretch) * 4 * WIDTH] __attribute__((aligned(64)));
  // Copying pays where each copied row is used often, and rows are far apart; a factor that is
  // transposed in memory must be copied.
  int packs = b.column != 1 || (rows >= 16 && inner >= 16 && columns >= 4 * WIDTH);
  // The few rows of a flat product take more columns at once: as many sums must be under way as it
  // takes to keep the adders busy.
  int64_t most = rows < 4 ? 4 : 2;
  int64_t k = 0;
  do {
    int64_t terms = inner - k < FOR_WIDTH(stretch) ? inner - k : FOR_WIDTH(stretch);
    for (int64_t j = 0; j < columns;) {
      int64_t left = columns - j;
      int64_t vectors = (left + WIDTH - 1) / WIDTH;
      vectors = vectors >= most ? most : vectors >= 2 ? 2 : 1;
      int64_t width = left < vectors * WIDTH ? left : vectors * WIDTH;
      int64_t lanes = width - (vectors - 1) * WIDTH;
      const double *strip = b.entries + k * b.row + j * b.column;
      int64_t strip_row = b.row;
      if (packs) {
        strip_row = vectors * WIDTH;
        if (b.column == 1 && width == strip_row) {
          for (int64_t r = 0; r < terms; r++) {
            memcpy(packed + r * strip_row, strip + r * b.row, (size_t)width * sizeof(double));
          }
        } else {
          for (int64_t r = 0; r < terms; r++) {
            for (int64_t l = 0; l < strip_row; l++) {
              packed[r * strip_row + l] = l < width ? strip[r * b.row + l * b.column] : 0;
            }
          }
        }
        strip = packed;
      }
      FACTOR left_factor = {a.entries + k * a.column, a.row, a.column};
      TARGET target = {c.entries + j * c.column, c.row, c.column};
      if (vectors == 4) {
        FOR_WIDTH(strip)(left_factor, strip, strip_row, target, rows, terms, lanes, k > 0, 4);
      } else if (vectors == 2) {
        FOR_WIDTH(strip)(left_factor, strip, strip_row, target, rows, terms, lanes, k > 0, 2);
      } else {
        FOR_WIDTH(strip)(left_factor, strip, strip_row, target, rows, terms, lanes, k > 0, 1);
      }
      j += width;
    }
    k += terms;
  } while (k < inner);
}

static void FOR_WIDTH(run_matmul)(const brickwise_step *step, double *memory) {
  int64_t rows = step->rows, inner = step->inner, columns = step->columns;
  const double *a = memory + step->a, *b = memory + step->b;
  double *result = memory + step->result;
  FACTOR left = step->form & 1 ? (FACTOR){a, 1, rows} : (FACTOR){a, inner, 1};
  FACTOR right = step->form & 2 ? (FACTOR){b, 1, inner} : (FACTOR){b, columns, 1};
  // Neighbouring entries of a column can be computed side by side too, if those of the first factor
  // are neighbours: the product is then that of the transposed factors, in the other order.
  int64_t across = rows * ((columns + WIDTH - 1) / WIDTH);
  int64_t down = columns * ((rows + WIDTH - 1) / WIDTH);
  if ((step->form & 1) && down < across) {
    FOR_WIDTH(multiply)(
        (FACTOR){b, right.column, right.row}, (FACTOR){a, rows, 1}, (TARGET){result, 1, columns},
        columns, inner, rows);
  } else {
    FOR_WIDTH(multiply)(left, right, (TARGET){result, columns, 1}, rows, inner, columns);
  }
}
