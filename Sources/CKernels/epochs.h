// The epochs of a loop, for vectors of WIDTH doubles. Included once for each width.

/// Whether all results are finite: x − x is zero for finite numbers and NaN for others.
INLINE int FOR_WIDTH(are_finite)(const brickwise_loop *loop, const double *memory) {
  for (int64_t r = 0; r < loop->resultCount; r++) {
    const double *entries = memory + loop->results[r].from;
    int64_t infinite = 0;
    for (int64_t i = 0; i < loop->results[r].count; i++) infinite |= entries[i] - entries[i] != 0;
    if (infinite) return 0;
  }
  return 1;
}

INLINE void FOR_WIDTH(carry)(const brickwise_loop *loop, double *memory) {
  for (int64_t r = 0; r < loop->resultCount; r++) {
    brickwise_result result = loop->results[r];
    if (result.to < 0) continue;
    const double *from = memory + result.from;
    double *to = memory + result.to;
    for (int64_t i = 0; i < result.count; i++) to[i] = from[i];
  }
}

static int64_t FOR_WIDTH(run)(
    const brickwise_loop *loop, double *memory, int64_t first, int64_t end,
    brickwise_caller caller, void *context) {
  for (int64_t epoch = first; epoch < end; epoch++) {
    if (loop->epochPlace >= 0) memory[loop->epochPlace] = (double)epoch;
    for (int64_t s = 0; s < loop->stepCount; s++) {
      const brickwise_step *step = loop->steps + s;
      switch ((brickwise_step_kind)step->kind) {
        case brickwise_chain: FOR_WIDTH(run_chain)(loop, step, memory); break;
        case brickwise_matmul: FOR_WIDTH(run_matmul)(step, memory); break;
        case brickwise_transpose:
          for (int64_t i = 0; i < step->rows; i++) {
            for (int64_t j = 0; j < step->columns; j++) {
              memory[step->result + j * step->rows + i] = memory[step->a + i * step->columns + j];
            }
          }
          break;
        case brickwise_sum:
        case brickwise_largest:
        case brickwise_least: FOR_WIDTH(run_reduction)(step, memory); break;
        case brickwise_call:
          if (caller(context, step->first)) return epoch;
          break;
      }
    }
    if (!FOR_WIDTH(are_finite)(loop, memory)) return epoch;
    FOR_WIDTH(carry)(loop, memory);
  }
  return end;
}
