// Compiles the kernels for each width of vector that this kind of machine may have.

// A product and a sum are rounded one after the other, never as one. This comes first: it is for all
// that follows.
#pragma STDC FP_CONTRACT OFF

#include "CKernels.h"
#include "elementary.h"

#define JOIN_NAMES(name, width) name##_##width
#define JOIN(name, width) JOIN_NAMES(name, width)
#define FOR_WIDTH(name) JOIN(name, WIDTH)

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define WIDTH 2
#include "kernels.h"
#undef WIDTH

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define WIDTH 4
#include "kernels.h"
#undef WIDTH
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define WIDTH 8
#include "kernels.h"
#undef WIDTH
#pragma clang attribute pop
#endif

int64_t brickwise_width(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
    return 8;
  }
  if (__builtin_cpu_supports("avx2")) return 4;
#endif
  return 2;
}

int64_t brickwise_run(
    const brickwise_loop *loop, double *memory, int64_t first, int64_t end, int64_t width,
    brickwise_caller caller, void *context) {
#if defined(__x86_64__)
  if (width == 8) return run_8(loop, memory, first, end, caller, context);
  if (width == 4) return run_4(loop, memory, first, end, caller, context);
#else
  (void)width;
#endif
  return run_2(loop, memory, first, end, caller, context);
}
