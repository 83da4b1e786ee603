import Matrices
import StageLanguage

/// What each name means to one formula: the value that it had there, and for a name that comes later
/// the first that it has.
struct VisibleNames: Sendable {
  private let values: LessonValues
  private let types: [ValueType]
  private let order: Int
  /// Names that mean something else here than the lesson's order says.
  private var special: [String: Slot] = [:]
  /// The shapes of what functions are given.
  private var given: [String: Shape?] = [:]

  init(before order: Int, in values: LessonValues, types: [ValueType]) {
    self.values = values
    self.types = types
    self.order = order
  }

  /// Where the value of a name is.
  subscript(name: String) -> Slot? {
    get {
      if let slot = special[name] { return slot }
      guard let versions = values.versions[name] else { return nil }
      return values.all[versions.last { $0 < order } ?? versions[0]].slot
    }
    set { special[name] = newValue }
  }

  /// The shape of the value of a name.
  func shape(of name: String) -> Shape? {
    if let shape = given[name] { return shape }
    return self[name].map { types[$0.index].shape }
  }

  /// Lets a function's parameter have a shape, unless nothing is known of it.
  mutating func give(_ parameter: String, _ shape: Shape?) { given[parameter] = .some(shape) }
}
