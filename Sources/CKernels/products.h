// Matrix products for vectors of WIDTH doubles. Included once for each width.
//
// Each entry of a product is 0 + a₀b₀ + a₁b₁ + …, from left to right, as `Matrices` has it. What is
// computed side by side are neighbouring entries of a row, and several rows: the order of the
// operations within an entry stays.

typedef double FOR_WIDTH(vector)
    __attribute__((vector_size(8 * WIDTH), aligned(8), may_alias));
#define VECTOR FOR_WIDTH(vector)

INLINE VECTOR FOR_WIDTH(all)(double number) {
  VECTOR values;
#pragma clang loop unroll(full)
  for (int l = 0; l < WIDTH; l++) values[l] = number;
  return values;
}

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

/// The most vectors of a strip of columns: with four rows, their sums fill the registers.
enum { FOR_WIDTH(most_vectors) = WIDTH == 8 ? 4 : 2 };

/// How many of a strip's entries are in its vector of that number.
INLINE int64_t FOR_WIDTH(lanes)(int64_t width, int v) {
  int64_t left = width - v * WIDTH;
  return left < 0 ? 0 : left < WIDTH ? left : WIDTH;
}

/// `rows` × (`vectors` vectors) entries of a product, in a strip that is `width` entries wide. The
/// sums stay in registers. `goes_on` adds to what is there: the product's next stretch of terms.
INLINE void FOR_WIDTH(tile)(
    FACTOR a, const double *b, int64_t b_row, TARGET c, int64_t inner, int64_t width, int goes_on,
    const int rows, const int vectors) {
  VECTOR sums[8][8];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[i][v] = FOR_WIDTH(all)(0);
  }
  if (goes_on) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        double parts[WIDTH] = {0};
        for (int64_t l = 0; l < FOR_WIDTH(lanes)(width, v); l++) {
          parts[l] = c.entries[i * c.row + (v * WIDTH + l) * c.column];
        }
        sums[i][v] = *(const VECTOR *)parts;
      }
    }
  }
  const double *entry = a.entries;
  for (int64_t k = 0; k < inner; k++, entry += a.column, b += b_row) {
    VECTOR others[8];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) others[v] = *(const VECTOR *)(b + v * WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      VECTOR factor = FOR_WIDTH(all)(entry[i * a.row]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] = sums[i][v] + factor * others[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    double *row = c.entries + i * c.row;
    if (c.column == 1 && width == vectors * WIDTH) {
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) *(VECTOR *)(row + v * WIDTH) = sums[i][v];
    } else {
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        int64_t count = FOR_WIDTH(lanes)(width, v);
        if (c.column == 1) {
          FOR_WIDTH(store)(row + v * WIDTH, sums[i][v], count);
        } else {
          for (int64_t l = 0; l < count; l++) row[(v * WIDTH + l) * c.column] = sums[i][v][l];
        }
      }
    }
  }
}

/// A strip of columns of a product: all rows, as many at a time as it takes to keep the adders busy.
INLINE void FOR_WIDTH(strip)(
    FACTOR a, const double *b, int64_t b_row, TARGET c, int64_t rows, int64_t inner, int64_t width,
    int goes_on, const int vectors) {
  while (rows > 0) {
    int done = rows >= 8 && vectors == 1 ? 8 : rows >= 4 && vectors <= 4 ? 4 : rows >= 2 ? 2 : 1;
    if (done == 8) {
      if (vectors == 1) FOR_WIDTH(tile)(a, b, b_row, c, inner, width, goes_on, 8, vectors);
    } else if (done == 4) {
      if (vectors <= 4) FOR_WIDTH(tile)(a, b, b_row, c, inner, width, goes_on, 4, vectors);
    } else if (done == 2) {
      FOR_WIDTH(tile)(a, b, b_row, c, inner, width, goes_on, 2, vectors);
    } else {
      FOR_WIDTH(tile)(a, b, b_row, c, inner, width, goes_on, 1, vectors);
    }
    rows -= done;
    a.entries += done * a.row;
    c.entries += done * c.row;
  }
}

/// Terms of a product that are added up before the next ones are: so many rows of a strip of the
/// second factor, copied one after another, stay in the fastest memory while all rows of the first
/// pass by.
enum { FOR_WIDTH(stretch) = 128 };

/// Copies a strip of a factor, one row after another, filled up to whole vectors with zeros.
INLINE void FOR_WIDTH(pack)(
    FACTOR b, double *packed, int64_t rows, int64_t width, int64_t padded) {
  for (int64_t k = 0; k < rows; k++) {
    const double *row = b.entries + k * b.row;
    double *copy = packed + k * padded;
    if (b.column == 1 && width == padded) {
      memcpy(copy, row, (size_t)width * sizeof(double));
    } else {
      for (int64_t j = 0; j < padded; j++) copy[j] = j < width ? row[j * b.column] : 0;
    }
  }
}

static void FOR_WIDTH(multiply)(
    FACTOR a, FACTOR b, TARGET c, int64_t rows, int64_t inner, int64_t columns) {
  double packed[FOR_WIDTH(stretch) * 8 * WIDTH] __attribute__((aligned(64)));
  // Copying pays where each copied row is used often, and rows are far apart; a factor that is
  // transposed in memory must be copied.
  int packs = b.column != 1 || (rows >= 16 && inner >= 16 && columns >= 4 * WIDTH);
  // A product of two rows, or one, has fewer sums under way, and takes more columns at once.
  int64_t most = rows <= 2 ? 2 * FOR_WIDTH(most_vectors) : FOR_WIDTH(most_vectors);
  int64_t k = 0;
  do {
    int64_t terms = inner - k < FOR_WIDTH(stretch) ? inner - k : FOR_WIDTH(stretch);
    for (int64_t j = 0; j < columns;) {
      int64_t vectors = 1;
      while (vectors < most && vectors * WIDTH < columns - j) vectors *= 2;
      int64_t padded = vectors * WIDTH;
      int64_t width = columns - j < padded ? columns - j : padded;
      FACTOR left = {a.entries + k * a.column, a.row, a.column};
      FACTOR right = {b.entries + k * b.row + j * b.column, b.row, b.column};
      TARGET target = {c.entries + j * c.column, c.row, c.column};
      if (packs) {
        FOR_WIDTH(pack)(right, packed, terms, width, padded);
        right = (FACTOR){packed, padded, 1};
      }
      const double *strip = right.entries;
      switch (vectors) {
        case 8: FOR_WIDTH(strip)(left, strip, right.row, target, rows, terms, width, k > 0, 8); break;
        case 4: FOR_WIDTH(strip)(left, strip, right.row, target, rows, terms, width, k > 0, 4); break;
        case 2: FOR_WIDTH(strip)(left, strip, right.row, target, rows, terms, width, k > 0, 2); break;
        default: FOR_WIDTH(strip)(left, strip, right.row, target, rows, terms, width, k > 0, 1); break;
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
