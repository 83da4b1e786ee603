// Chains of operations entry by entry, for vectors of WIDTH doubles. Included once for each width.
//
// A tile of each array passes through all operations of a chain before the next tile does, so that
// what one operation leaves for the next is still in the fastest memory.

/// A loop over the entries of a tile. Their number is a multiple of every width: what is past an
/// array's end is room that it has for this. A result may be in the place of an operand.
#define EACH(expression)                                                               \
  do {                                                                                 \
    _Pragma("clang loop vectorize(assume_safety) vectorize_width(WIDTH) interleave_count(1)") \
    for (int64_t i = 0; i < count; i++) result[i] = (expression);                      \
  } while (0)

/// Loops for arrays, for a number on the left and for one on the right.
#define EACH_FORM(expression)                                          \
  do {                                                                 \
    if (operation->form == brickwise_left_number) {                    \
      double a = x[0];                                                 \
      EACH(({ double b = y[i]; expression; }));                        \
    } else if (operation->form == brickwise_right_number) {            \
      double b = y[0];                                                 \
      EACH(({ double a = x[i]; expression; }));                        \
    } else {                                                           \
      EACH(({ double a = x[i]; double b = y[i]; expression; }));       \
    }                                                                  \
  } while (0)

INLINE int FOR_WIDTH(all_moderate)(const double *x, int64_t count) {
  int64_t immoderate = 0;
  _Pragma("clang loop vectorize(assume_safety) vectorize_width(WIDTH) interleave_count(1)")
  for (int64_t i = 0; i < count; i++) immoderate |= !is_moderate(x[i]);
  return immoderate == 0;
}

/// One operation on a tile of `count` entries, rounded up to whole vectors.
INLINE void FOR_WIDTH(apply)(
    const brickwise_operation *operation, double *const *tiles, int64_t count) {
  __builtin_assume(count > 0 && count % brickwise_alignment == 0);
  double *result = tiles[operation->result];
  const double *x = tiles[operation->x];
  const double *y = tiles[operation->y];
  const double *z = tiles[operation->z];
  switch ((brickwise_function)operation->function) {
    case brickwise_negative: EACH(-x[i]); break;
    case brickwise_copy: EACH(x[i]); break;
    case brickwise_exp:
      if (FOR_WIDTH(all_moderate)(x, count)) EACH(moderate_exponential(x[i]));
      else EACH(exponential(x[i]));
      break;
    case brickwise_log: EACH(natural_logarithm(x[i])); break;
    case brickwise_sqrt: EACH(__builtin_elementwise_sqrt(x[i])); break;
    case brickwise_absolute: EACH(__builtin_fabs(x[i])); break;
    case brickwise_square: EACH(x[i] * x[i]); break;
    case brickwise_tanh: EACH(hyperbolic_tangent(x[i])); break;
    case brickwise_sign: EACH(x[i] > 0 ? 1.0 : x[i] < 0 ? -1.0 : x[i] != x[i] ? x[i] : 0.0); break;
    case brickwise_not: EACH(x[i] == 0 ? 1.0 : 0.0); break;
    case brickwise_add: EACH_FORM(a + b); break;
    case brickwise_subtract: EACH_FORM(a - b); break;
    case brickwise_multiply: EACH_FORM(a * b); break;
    case brickwise_divide: EACH_FORM(a / b); break;
    case brickwise_maximum: EACH(((x[i] != x[i]) | (x[i] > y[i])) ? x[i] : y[i]); break;
    case brickwise_minimum: EACH(((x[i] != x[i]) | (x[i] < y[i])) ? x[i] : y[i]); break;
    case brickwise_less: EACH(x[i] < y[i] ? 1.0 : 0.0); break;
    case brickwise_less_or_equal: EACH(x[i] <= y[i] ? 1.0 : 0.0); break;
    case brickwise_greater: EACH(x[i] > y[i] ? 1.0 : 0.0); break;
    case brickwise_greater_or_equal: EACH(x[i] >= y[i] ? 1.0 : 0.0); break;
    case brickwise_equal: EACH(x[i] == y[i] ? 1.0 : 0.0); break;
    case brickwise_not_equal: EACH(x[i] != y[i] ? 1.0 : 0.0); break;
    case brickwise_and: EACH(((x[i] != 0) & (y[i] != 0)) ? 1.0 : 0.0); break;
    case brickwise_or: EACH(((x[i] != 0) | (y[i] != 0)) ? 1.0 : 0.0); break;
    case brickwise_xor: EACH(((x[i] != 0) ^ (y[i] != 0)) ? 1.0 : 0.0); break;
    case brickwise_select: EACH(x[i] != 0 ? y[i] : z[i]); break;
    case brickwise_logistic: {
      double shift = y[0], scale = z[0];
      if (FOR_WIDTH(all_moderate)(x, count)) EACH(scale / (shift + moderate_exponential(-x[i])));
      else EACH(scale / (shift + exponential(-x[i])));
      break;
    }
    case brickwise_times_difference: {
      double from = y[0];
      EACH(x[i] * (from - z[i]));
      break;
    }
    case brickwise_times_slope: {
      double from = y[0];
      EACH((x[i] * z[i]) * (from - z[i]));
      break;
    }
    case brickwise_by_slope: {
      double from = y[0];
      EACH(x[i] * (z[i] * (from - z[i])));
      break;
    }
    case brickwise_minus_multiple: {
      double factor = y[0];
      EACH(x[i] - factor * z[i]);
      break;
    }
  }
}

/// Repeats a row, or the entries of a column, in the buffer of a tile.
INLINE void FOR_WIDTH(fill)(
    const brickwise_stream *stream, double *memory, int64_t row, int64_t rows, int64_t columns) {
  const double *source = memory + stream->source;
  double *buffer = memory + stream->place;
  for (int64_t i = 0; i < rows; i++, buffer += columns) {
    if (stream->access == brickwise_row) {
      for (int64_t j = 0; j < columns; j++) buffer[j] = source[j];
    } else {
      for (int64_t j = 0; j < columns; j++) buffer[j] = source[row + i];
    }
  }
}

static void FOR_WIDTH(run_chain)(
    const brickwise_loop *loop, const brickwise_step *step, double *memory) {
  const brickwise_operation *operations = loop->operations + step->first;
  const brickwise_stream *streams = loop->streams + step->streams;
  double *tiles[brickwise_most_streams];
  int64_t total = step->rows * step->columns;
  int64_t tile = step->inner;
  for (int64_t s = 0; s < step->streamCount; s++) {
    tiles[s] = memory + streams[s].place;
    if (streams[s].access == brickwise_spread) {
      for (int64_t i = 0; i < tile; i++) tiles[s][i] = memory[streams[s].source];
    } else if (streams[s].access == brickwise_row) {
      FOR_WIDTH(fill)(streams + s, memory, 0, tile / step->columns, step->columns);
    }
  }
  for (int64_t start = 0; start < total; start += tile) {
    int64_t count = total - start < tile ? total - start : tile;
    for (int64_t s = 0; s < step->streamCount; s++) {
      if (streams[s].access == brickwise_flat) {
        tiles[s] = memory + streams[s].place + start;
      } else if (streams[s].access == brickwise_column) {
        FOR_WIDTH(fill)(
            streams + s, memory, start / step->columns, count / step->columns, step->columns);
      }
    }
    int64_t padded = (count + brickwise_alignment - 1) & ~(int64_t)(brickwise_alignment - 1);
    for (int64_t o = 0; o < step->count; o++) FOR_WIDTH(apply)(operations + o, tiles, padded);
  }
}
#undef EACH
#undef EACH_FORM
