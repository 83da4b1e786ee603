/// exp, log and tanh, as `Matrices/ElementaryFunctions` has them, which explains them: operation by
/// operation the same, so that they give the same bits. The tests compare millions of results.

#ifndef BRICKWISE_ELEMENTARY_H
#define BRICKWISE_ELEMENTARY_H

#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

INLINE uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

INLINE double from_bits(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

typedef struct {
  double high, low;
} double_double;

INLINE double_double sum_of(double large, double small) {
  double high = large + small;
  return (double_double){high, small - (high - large)};
}

INLINE double_double halves_of(double x) {
  double shifted = x * 0x1.0000002p27;
  double high = shifted - (shifted - x);
  return (double_double){high, x - high};
}

INLINE double_double product_of(double x, double y) {
  double_double a = halves_of(x), b = halves_of(y);
  double high = x * y;
  double low = ((a.high * b.high - high) + a.high * b.low + a.low * b.high) + a.low * b.low;
  return (double_double){high, low};
}

static const double rounding_shift = 0x1.8p52;
static const double ln2_high = 0x1.62e42fefa3800p-1;
static const double ln2_low = 0x1.ef35793c76730p-45;

INLINE double power_of_two(uint64_t low_bits) { return from_bits((low_bits + 1023) << 52); }

INLINE double exp_polynomial(double r) {
  double r2 = r * r;
  double r4 = r2 * r2;
  double terms0and1 = 0x1.5555555555557p-3 + r * 0x1.5555555555556p-5;
  double terms2and3 = 0x1.11111111100dcp-7 + r * 0x1.6c16c16c162d4p-10;
  double terms4and5 = 0x1.a01a01abe7fe1p-13 + r * 0x1.a01a01a6d889cp-16;
  double terms6and7 = 0x1.71de0231960ebp-19 + r * 0x1.27e4db646b17ep-22;
  double terms8and9 = 0x1.af4de97ca4194p-26 + r * 0x1.1f730349868cep-29;
  double terms4to9 = terms4and5 + r2 * terms6and7 + r4 * terms8and9;
  return (terms0and1 + r2 * terms2and3) + r4 * terms4to9;
}

/// e to the power r, for a remainder r, rounded once.
INLINE double exp_of_remainder(double r) {
  double square = r * r;
  double_double linear = sum_of(1, r);
  double rest = 0.5 * square + (square * r) * exp_polynomial(r);
  return linear.high + (linear.low + rest);
}

/// eˣ for every x.
INLINE double exponential(double x) {
  double at_most = x > 710 ? 710 : x;
  double bounded = at_most < -746 ? -746 : at_most;
  double shifted = bounded * 0x1.71547652b82fep+0 + rounding_shift;
  double k = shifted - rounding_shift;
  double mantissa = exp_of_remainder((bounded - k * ln2_high) - k * ln2_low);
  double half = k * 0.5 + rounding_shift;
  double other = k - (half - rounding_shift) + rounding_shift;
  return mantissa * power_of_two(bits_of(half)) * power_of_two(bits_of(other));
}

/// Whether `moderate_exponential` may be asked.
INLINE int is_moderate(double x) { return __builtin_fabs(x) <= 700; }

/// eˣ where neither x nor the result is near the end of its range: the power of two is added to the
/// exponent, which is exact, as the multiplications above are.
INLINE double moderate_exponential(double x) {
  double shifted = x * 0x1.71547652b82fep+0 + rounding_shift;
  double k = shifted - rounding_shift;
  double mantissa = exp_of_remainder((x - k * ln2_high) - k * ln2_low);
  return from_bits(bits_of(mantissa) + (bits_of(shifted) << 52));
}

INLINE double_double tanh_sum(double_double first, double second, double third, double rest) {
  double_double two = sum_of(first.high, second);
  double_double three = sum_of(two.high, third);
  return sum_of(three.high, (three.low + two.low) + first.low + rest);
}

INLINE double hyperbolic_tangent(double x) {
  double magnitude = __builtin_fabs(x);
  double bounded = magnitude > 19.1 ? 19.1 : magnitude;
  double doubled = bounded + bounded;
  double shifted = doubled * 0x1.71547652b82fep+0 + rounding_shift;
  double k = shifted - rounding_shift;
  double rough = doubled - k * ln2_high;
  double correction = k * ln2_low;
  double r = rough - correction;
  double r_low = (rough - r) - correction;

  double upper = (r + 0x1.8p25) - 0x1.8p25;
  double half_square = 0.5 * (upper * upper);
  double half_square_low = (0.5 * (r - upper)) * (r + upper);
  double cubic = (r * r) * r * exp_polynomial(r);
  double small = (half_square_low + cubic) + (r_low + r * r_low);

  double power = power_of_two(bits_of(shifted));
  double linear = power * r;
  double square = power * half_square;
  double rest = power * small;
  double_double numerator = tanh_sum(sum_of(power, -1), linear, square, rest);
  double_double denominator = tanh_sum(sum_of(power, 1), linear, square, rest);

  double reciprocal = 1 / denominator.high;
  double quotient = numerator.high * reciprocal;
  double_double product = product_of(quotient, denominator.high);
  double missing =
      ((numerator.high - product.high) - product.low) + (numerator.low - quotient * denominator.low);
  double result = quotient + missing * reciprocal;
  double positive = magnitude < 0x1p-28 ? magnitude : result;
  return from_bits(bits_of(positive) | (bits_of(x) & 0x8000000000000000));
}

INLINE double log_polynomial(double z) {
  double z2 = z * z;
  double z4 = z2 * z2;
  double terms0and1 = 0x1.999999999999ap-2 + z * 0x1.2492492492521p-2;
  double terms2and3 = 0x1.c71c71c6eaa10p-3 + z * 0x1.745d177a96056p-3;
  double terms4and5 = 0x1.3b1395d2190c1p-3 + z * 0x1.1118c7e4b0917p-3;
  double terms6and7 = 0x1.df7cc8e5fa539p-4 + z * 0x1.e02e6fff27908p-4;
  return (terms0and1 + z2 * terms2and3) + z4 * (terms4and5 + z2 * terms6and7);
}

INLINE double natural_logarithm(double x) {
  int is_subnormal = x < 0x1p-1022;
  double normal = is_subnormal ? x * 0x1p54 : x;
  uint64_t bits = bits_of(normal);
  double upper = from_bits((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  int is_upper = upper > 0x1.6a09e667f3bcdp+0;
  double m = is_upper ? upper * 0.5 : upper;
  double biased = from_bits((bits >> 52) | 0x4330000000000000) - 0x1p52;
  double bias = (is_subnormal ? 1077.0 : 1023.0) - (is_upper ? 1.0 : 0.0);
  double k = biased - bias;

  double numerator = m - 1;
  double denominator = m + 1;
  double denominator_low = m - (denominator - 1);
  double s = numerator / denominator;
  double_double product = product_of(s, denominator);
  double s_low =
      (((numerator - product.high) - product.low) - s * denominator_low) / denominator;

  double_double square = product_of(s, s);
  double z = square.high;
  double z_low = square.low + 2 * s * s_low;
  double_double scaled = product_of(z, 0x1.5555555555555p-1);
  double scaled_low = scaled.low + (z_low * 0x1.5555555555555p-1 + z * 0x1.5555555555555p-55);
  double_double cubic = product_of(scaled.high, s);
  double cubic_low = cubic.low + (scaled.high * s_low + scaled_low * s);
  double quintic = s * (z * z) * log_polynomial(z);

  double_double leading = sum_of(k * ln2_high, 2 * s);
  double_double sum = sum_of(leading.high, cubic.high);
  double small = (leading.low + sum.low) + (2 * s_low + cubic_low + k * ln2_low);
  double result = sum.high + (small + quintic);

  double finite = x < __builtin_inf() ? result : x;
  double positive = x > 0 ? finite : __builtin_nan("");
  return x == 0 ? -__builtin_inf() : positive;
}

#endif
