import Matrices
import StageLanguage
import Tutoring

/// Prints the formulas in what is said of an answer in the lesson's symbols, in one line.
struct MarkingSymbols {
  private let shapes: [String: Shape]
  private let names: Set<String>
  private let notation: Notation

  init(_ marking: Marking, notation: Notation) {
    shapes = marking.shapes
    names = Set(marking.shapes.keys)
    self.notation = notation
  }

  /// The sentence with its formulas.
  func text(_ sentence: Sentence) -> String {
    sentence.text { expression in
      var operands = Operands()
      // Only of which shape a value is matters to a formula in symbols.
      for name in expression.names {
        guard let shape = shapes[name], shape.count <= 1 << 16 else { continue }
        operands.values[name] = NumericArray(
          Array(repeating: 0, count: shape.count), shape: shape)
      }
      let builder = FormulaBuilder(operands: operands, names: names, digits: 4)
      return builder.formula(expression).oneLine(notation)
    }
  }
}
