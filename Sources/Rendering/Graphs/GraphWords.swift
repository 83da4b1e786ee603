import Matrices
import Source

// A graph in words: what a screen reader says, and what stands under a picture.

extension Graph {
  /// A sentence for each brick, and the path.
  func sentences(_ notation: Notation) -> [String] {
    var sentences = bricks.map { brick in
      let inputs =
        brick.sources.map { bricks[$0.brick].value } + brick.given
      let names = inputs.map { $0.symbol.oneLine(notation) }.inWords
      let value = brick.value
      let shape = value.shape.map { $0 == .scalar ? "" : " It is \($0.spoken)." } ?? ""
      let from = names.isEmpty ? "" : " from \(names)"
      return "\(value.symbol.oneLine(notation)) comes\(from) \(brick.operation.inWords(notation))."
        + shape
    }
    if path != nil { sentences.append(caption.text(notation)) }
    return sentences
  }

  /// What goes in and what comes out, or where the gradient goes, in one sentence or two.
  var caption: GraphCaption {
    if let path { return path.sentence + path.chainSentence }
    var seen: Set<String> = []
    let inputs = bricks.flatMap(\.given).map(\.symbol)
      .filter { seen.insert($0.oneLine(.unicode)).inserted }
    let outputs = results.map { bricks[$0].value.symbol }
    var caption: GraphCaption = [.words("The bricks of \(subject): ")]
    if !inputs.isEmpty { caption += inputs.listed + [.words(" in, ")] }
    return caption + outputs.listed + [.words(" out.")]
  }

  /// What it is, in a few words.
  var title: String {
    guard let path else { return "Computation graph of \(subject)" }
    return "The path of the gradient from \(path.end.oneLine()) back to \(path.target.oneLine())"
  }
}

/// Words and formulas in turn.
typealias GraphCaption = [GraphCaptionPiece]

/// A piece of what stands under a graph.
enum GraphCaptionPiece: Sendable, Hashable {
  case words(String)
  case formula(Formula)
}

extension GraphCaption {
  /// The caption as a line of characters.
  func text(_ notation: Notation) -> String {
    map { piece in
      switch piece {
      case .words(let words):
        notation == .ascii ? words.inASCII : words
      case .formula(let formula): formula.oneLine(notation)
      }
    }.joined().sanitized
  }

  /// The caption as running text of a page.
  var inlines: [PageInline] {
    map { piece in
      switch piece {
      case .words(let words): .text(words)
      case .formula(let formula):
        .mathematics(formula.inlineMath, source: formula.inlineMath.latex)
      }
    }
  }
}

extension Graph.Path {
  fileprivate var sentence: GraphCaption {
    let start: GraphCaption = [
      .words("The gradient goes back from "), .formula(end), .words(" to "), .formula(target),
    ]
    guard !values.isEmpty else {
      return start + [.words(" on every way marked; what comes on several adds up.")]
    }
    return start + [.words(": ")] + values.separated(by: " → ") + [.words(".")]
  }

  /// `By the chain rule, ∂L/∂W₂ = ∂L/∂h₂ · ∂h₂/∂z₂ · ∂z₂/∂W₂.`; nothing where ways add up, or
  /// there is one factor only.
  fileprivate var chainSentence: GraphCaption {
    guard values.count > 2 else { return [] }
    let factors = zip(values, values.dropFirst()).map { Formula.derivative(of: $0, by: $1) }
    let product = factors.dropFirst().reduce(factors[0]) { .infix(.scalarProduct, $0, $1) }
    let whole = Formula.derivative(of: end, by: target)
    return [
      .words(" By the chain rule, "), .formula(.infix(.equal, whole, product)), .words("."),
    ]
  }
}

extension [Formula] {
  fileprivate func separated(by words: String) -> GraphCaption {
    Array<GraphCaptionPiece>(map { [.formula($0)] }.joined(separator: [.words(words)]))
  }

  /// `X`, `X and Y`, `X, Y and Z`.
  fileprivate var listed: GraphCaption {
    guard count > 1, let last else { return map { .formula($0) } }
    return Array(dropLast()).separated(by: ", ") + [.words(" and "), .formula(last)]
  }
}

extension String {
  fileprivate var inASCII: String {
    split(separator: "→", omittingEmptySubsequences: false).joined(separator: "->")
      .split(separator: "×", omittingEmptySubsequences: false).joined(separator: "x")
  }
}

extension GraphOperation {
  /// `by a weighted sum`.
  fileprivate func inWords(_ notation: Notation) -> String {
    switch self {
    case .weightedSum(let hasBias):
      hasBias ? "by a weighted sum and a bias" : "by a weighted sum"
    case .function(_, let name): "by the function \(name)"
    case .entrywiseProduct: "by a product entry by entry"
    case .product: "by a product"
    case .sum: "by adding"
    case .difference: "by taking the difference"
    case .quotient: "by dividing"
    case .transpose: "by transposing"
    case .copy: "unchanged, under another name"
    case .draw: "by drawing random numbers"
    case .formula(_, let formula): "by the formula \(formula.oneLine(notation))"
    }
  }
}
