import Matrices

/// What is known of a value before anything runs.
public struct ValueType: Hashable, Sendable {
  /// The kind of its entries.
  public let kind: ElementKind
  /// Its shape.
  public let shape: Shape
  /// Whether it is one of Python's own numbers rather than one of NumPy's.
  ///
  /// The two differ where something is undefined: Python's `1 / 0` is an error, NumPy's is
  /// infinite.
  public let isPython: Bool

  /// Creates a type.
  public init(_ kind: ElementKind, _ shape: Shape, isPython: Bool = false) {
    self.kind = kind
    self.shape = shape
    self.isPython = isPython
  }
}

/// The place of one value in a program: it is written once.
public struct Slot: Hashable, Sendable {
  /// Its number, from 0.
  public let index: Int
}
