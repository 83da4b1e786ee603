/// Loops over plain buffers of doubles: sums and products with one fixed order of operations.
///
/// The order is part of each kernel's meaning, because it decides the last bits of a result. All
/// are written so that the compiler vectorizes them without changing that order.
public enum Kernels {}
