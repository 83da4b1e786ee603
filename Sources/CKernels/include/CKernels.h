/// The inner loops of training: a loop's epochs, carried out as steps over one block of doubles.
///
/// This is in C because only C can compile one function for several kinds of vector unit, of which
/// the widest that the machine has is chosen when the program runs. Whatever the width, every
/// number has the same bits: no operation is fused with another or reordered, and every sum has the
/// order that `Matrices` gives it. StageLanguage makes the steps and owns all memory.

#ifndef BRICKWISE_KERNELS_H
#define BRICKWISE_KERNELS_H

#include <stdint.h>

/// Each array begins at a multiple of so many doubles, and at least as many after its last entry may
/// be read: the lanes that they fill are computed and thrown away.
enum { brickwise_alignment = 8 };

/// The most streams of one chain.
enum { brickwise_most_streams = 96 };

/// How a chain's operation reads or writes an array, tile after tile.
typedef enum {
  /// Entry by entry, as the array lies in memory.
  brickwise_flat,
  /// The same place for every tile: a value that does not leave the chain, or a single number.
  brickwise_fixed,
  /// A single number, repeated in a buffer as long as a tile.
  brickwise_spread,
  /// One row, repeated for each row of a tile, in a buffer.
  brickwise_row,
  /// One column, each entry repeated along its row of a tile, in a buffer.
  brickwise_column
} brickwise_access;

typedef struct {
  /// A `brickwise_access`.
  int64_t access;
  /// Where the array, or the buffer, begins.
  int64_t place;
  /// What the buffer is filled from.
  int64_t source;
} brickwise_stream;

/// What an operation does to the entries x, y, z of its operands.
typedef enum {
  brickwise_negative, brickwise_copy, brickwise_exp, brickwise_log, brickwise_sqrt,
  brickwise_absolute, brickwise_square, brickwise_tanh, brickwise_sign, brickwise_not,
  brickwise_add, brickwise_subtract, brickwise_multiply, brickwise_divide,
  brickwise_maximum, brickwise_minimum,
  brickwise_less, brickwise_less_or_equal, brickwise_greater, brickwise_greater_or_equal,
  brickwise_equal, brickwise_not_equal, brickwise_and, brickwise_or, brickwise_xor,
  /// y where x is true, z elsewhere.
  brickwise_select,
  /// z / (y + exp(-x)) for single numbers y and z: the sigmoid.
  brickwise_logistic,
  /// x (y - z) for a single number y.
  brickwise_times_difference,
  /// (x z) (y - z) for a single number y: an error times a sigmoid's slope.
  brickwise_times_slope,
  /// x (z (y - z)) for a single number y: the same where the slope is computed first.
  brickwise_by_slope,
  /// x - y z for a single number y: a step against the gradient.
  brickwise_minus_multiple
} brickwise_function;

/// Which operand of add, subtract, multiply or divide is a single number.
typedef enum { brickwise_arrays, brickwise_left_number, brickwise_right_number } brickwise_form;

/// An operation of a chain; operands and result are numbers of the chain's streams.
typedef struct {
  int32_t function;
  int32_t form;
  int32_t x, y, z;
  int32_t result;
} brickwise_operation;

typedef enum {
  /// Operations `first` to `first + count`, on streams from `streams` on, `streamCount` of them, tile
  /// by tile; of `rows` × `columns` entries, `inner` in a tile.
  brickwise_chain,
  /// result = a b, of rows × inner and inner × columns entries; `form` has bit 0 if a is transposed
  /// in memory, bit 1 if b is.
  brickwise_matmul,
  /// result = the columns × rows entries of a, transposed.
  brickwise_transpose,
  /// The sums of all (`form` 0), down the columns (1) or along the rows (2) of rows × columns
  /// entries; divided by `inner` unless that is 0.
  brickwise_sum,
  /// The largest entries, in the same three forms.
  brickwise_largest,
  /// The least entries, in the same three forms.
  brickwise_least,
  /// What is left to the caller; `first` says what.
  brickwise_call
} brickwise_step_kind;

typedef struct {
  int64_t kind;
  int64_t form;
  int64_t a, b, result;
  int64_t rows, inner, columns;
  int64_t first, count;
  int64_t streams, streamCount;
} brickwise_step;

/// A value whose `count` entries must be finite at the end of an epoch, and which is then copied
/// to where the next epoch reads it, unless `to` is negative.
typedef struct {
  int64_t from, to, count;
} brickwise_result;

typedef struct {
  const brickwise_step *steps;
  const brickwise_stream *streams;
  const brickwise_operation *operations;
  const brickwise_result *results;
  int64_t stepCount, resultCount;
  /// Where the number of the epoch goes, or negative.
  int64_t epochPlace;
} brickwise_loop;

/// Carries out a step that the kernels do not know; returns 0 if it could.
typedef int32_t (*brickwise_caller)(void *context, int64_t number);

/// Carries out the epochs from `first` up to, not including, `end`.
///
/// Stops before the end in an epoch that has a result which is not finite or a step that cannot be
/// carried out; what is carried is then as that epoch found it.
///
/// \returns the first epoch that was not carried out to its end.
int64_t brickwise_run(
    const brickwise_loop *loop, double *memory, int64_t first, int64_t end, int64_t width,
    brickwise_caller caller, void *context);

/// How many doubles the machine's vectors hold: 2, 4 or 8.
int64_t brickwise_width(void);

#endif
