import Lessons
import Matrices
import Source
import Tutoring

/// A network as it is drawn: its neurons layer by layer, and the weights between them, apart from
/// any format.
struct Network: Sendable {
  /// How many neurons each layer has; the inputs are the first layer.
  private(set) var layers: [Int] = []
  /// What leads from each layer to the next.
  private(set) var weights: [Weights] = []
  private let names: [[String]]
  private let showsValues: Bool

  /// The weights between two layers.
  struct Weights: Sendable {
    /// Their matrix.
    let symbol: Formula
    /// What is added to the sums; nil if nothing is.
    let bias: Formula?
    /// Their values.
    let values: NumericArray
    /// Whether they have a row for each neuron that they lead to.
    let isTurned: Bool
    /// How many weights there are in the layers before.
    let numberBefore: Int

    var shape: Shape { values.shape }
  }

  /// The most weights that are drawn with their names: more would lie on each other.
  static let labelLimit = 24

  /// How many weights there are, biases not counted.
  var weightCount: Int { weights.reduce(0) { $0 + $1.shape.count } }

  /// Reads the layers of a request; nil if the lesson stopped before their weights had values.
  init?(_ request: GraphRequest, _ walkthrough: Walkthrough) {
    names = request.neurons
    showsValues = request.showsValues
    let formulas = KnownNames(walkthrough.lesson).builder(digits: 2)
    for layer in NetworkLayer.layers(of: request.graph) {
      guard let value = Network.value(of: layer.weights, request, walkthrough),
        value.shape.rank == 2
      else { break }
      let (rows, columns) = (value.shape.rows, value.shape.columns)
      let sizes = layer.isWeightsFirst ? [columns, rows] : [rows, columns]
      guard layers.isEmpty || layers.last == sizes[0] else { break }
      if layers.isEmpty { layers.append(sizes[0]) }
      layers.append(sizes[1])
      weights.append(
        Weights(
          symbol: formulas.symbol(layer.weights), bias: layer.bias.map(formulas.symbol),
          values: value, isTurned: layer.isWeightsFirst, numberBefore: weightCount))
    }
    if weights.isEmpty { return nil }
  }

  /// The value that weights have where the stages begin to use them.
  private static func value(
    of name: String, _ request: GraphRequest, _ walkthrough: Walkthrough
  ) -> NumericArray? {
    for brick in request.graph.bricks where brick.inputs.contains(where: { $0.name == name }) {
      guard brick.stage < walkthrough.stages.count,
        brick.statement < walkthrough.stages[brick.stage].count
      else { continue }
      return walkthrough.stages[brick.stage][brick.statement].operands[name]
    }
    return nil
  }

  /// What is written at a weight: w₁, w₂ … through all layers, or its value.
  func label(_ layer: Int, from row: Int, to column: Int) -> Formula {
    let weights = weights[layer]
    let (row, column) = weights.isTurned ? (column, row) : (row, column)
    if showsValues {
      return .number(NumberFormat(digits: 2).string(of: weights.values, row: row, column: column))
    }
    let number = weights.numberBefore + row * weights.shape.columns + column + 1
    return .symbol(Symbol(base: "w", subscripted: "\(number)", name: "w\(number)"))
  }

  /// The name of a neuron: x₁, x₂ for the inputs, letters for hidden ones, o₁, o₂ for the outputs,
  /// unless the author has others.
  func name(_ layer: Int, _ neuron: Int, _ notation: Notation = .unicode) -> String {
    let number = neuron + 1
    let symbol: Symbol
    if layer < names.count, neuron < names[layer].count {
      let name = names[layer][neuron].sanitized
      guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return name }
      symbol = Symbol(name)
    } else if layer == 0 {
      symbol = Symbol("x\(number)")
    } else if layer == layers.count - 1 {
      symbol = Symbol("o\(number)")
    } else {
      let hidden = layers[1..<layer].reduce(neuron, +)
      let letters = Array("abcdefghijklmnopqrstuvwxyz")
      symbol = Symbol(hidden < letters.count ? String(letters[hidden]) : "h\(hidden + 1)")
    }
    return notation.written(symbol)
  }

  /// Which of so many neurons are shown: all, or the first ones and the last with a gap between.
  static func shown(_ count: Int, limit: Int) -> [Int?] {
    if count <= limit { return (0..<count).map { $0 } }
    return (0..<max(limit - 2, 1)).map { $0 } + [nil, count - 1]
  }
}

extension Network {
  /// What it is, in a few words.
  var title: String { "A network of \(sizes)" }

  /// `2 inputs, 3 hidden neurons and 2 outputs`.
  private var sizes: String {
    var parts: [String] = []
    for (index, layer) in layers.enumerated() {
      let noun =
        index == 0 ? "input" : index == layers.count - 1 ? "output" : "hidden neuron"
      parts.append("\(layer) \(noun)\(layer == 1 ? "" : "s")")
    }
    return parts.inWords
  }

  /// What stands under the picture.
  var caption: GraphCaption {
    var caption: GraphCaption = [
      .words("\(title): \(weightCount) weights in all, those of ")
    ]
    for (index, weights) in weights.enumerated() {
      if index > 0 { caption.append(.words(index == self.weights.count - 1 ? " and " : ", ")) }
      caption += [.formula(weights.symbol), .words(" (\(weights.shape.sizesText(.unicode)))")]
    }
    let biases = weights.compactMap(\.bias)
    if !biases.isEmpty {
      caption.append(.words("; biases "))
      caption += Array<GraphCaptionPiece>(
        biases.map { [.formula($0)] }.joined(separator: [.words(", ")]))
    }
    return caption + [.words(".")]
  }

  /// What it is in sentences, the weights of each neuron by name where they are few.
  func sentences(_ notation: Notation) -> [String] {
    var sentences = [caption.text(notation)]
    guard weightCount <= Network.labelLimit else { return sentences }
    for layer in weights.indices {
      for row in 0..<layers[layer] {
        let ends = (0..<layers[layer + 1]).map { column in
          label(layer, from: row, to: column).oneLine(notation) + " to "
            + name(layer + 1, column, notation)
        }
        sentences.append("From \(name(layer, row, notation)) lead \(ends.inWords).")
      }
    }
    return sentences
  }
}
