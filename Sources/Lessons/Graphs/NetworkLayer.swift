import StageLanguage

/// A layer of a network, as the code of a stage has it: `h1 = sigmoid(X @ W1 + b1)`, in one
/// statement or in several.
public struct NetworkLayer: Sendable, Hashable {
  /// The name of what goes in.
  public let input: String
  /// The name of the weights.
  public let weights: String
  /// Whether the weights stand on the left, so that they have a row for each neuron.
  public let isWeightsFirst: Bool
  /// The name of what is added to the weighted sums; nil if nothing is.
  public let bias: String?
  /// The name of what comes out.
  public internal(set) var output: String
  /// The brick that computes what comes out.
  var outputBrick: Int

  /// The layers that follow one another in a graph, from the input on.
  ///
  /// A layer is a product of weights that come from outside and of the input or of what the layer
  /// before gives.
  public static func layers(of graph: ComputationGraph) -> [NetworkLayer] {
    var layers: [NetworkLayer] = []
    for (index, brick) in graph.bricks.enumerated() {
      guard let layer = NetworkLayer(brick, index) else {
        // What is made of a layer's sums alone, entry by entry, is its output.
        if let last = layers.last, brick.inputs.map(\.brick) == [last.outputBrick],
          !brick.expression.changesShape
        {
          layers[layers.count - 1].output = brick.name
          layers[layers.count - 1].outputBrick = index
        }
        continue
      }
      let source = brick.inputs.first { $0.name == layer.input }?.brick
      guard source == layers.last?.outputBrick else { continue }
      layers.append(layer)
    }
    return layers
  }

  private init?(_ brick: ComputationGraph.Brick, _ index: Int) {
    let isOutside = { (name: String) in
      brick.inputs.contains { $0.name == name && $0.brick == nil }
    }
    guard let product = brick.expression.layerProduct else { return nil }
    // By convention weights are called W; otherwise they stand on the right.
    let isLeft =
      isOutside(product.left)
      && (!isOutside(product.right)
        || (product.left.looksLikeWeights && !product.right.looksLikeWeights))
    guard isLeft || isOutside(product.right) else { return nil }
    isWeightsFirst = isLeft
    weights = isLeft ? product.left : product.right
    input = isLeft ? product.right : product.left
    bias = product.bias
    output = brick.name
    outputBrick = index
  }
}

extension Expression {
  /// The product in `X @ W`, `X @ W + b`, `sigmoid(X @ W + b)`.
  fileprivate var layerProduct: (left: String, right: String, bias: String?)? {
    switch kind {
    case .binary(.matmul, let left, let right):
      guard case .name(let left) = left.kind, case .name(let right) = right.kind else {
        return nil
      }
      return (left, right, nil)
    case .binary(.add, let left, let right):
      for (product, bias) in [(left, right), (right, left)] {
        if case .name(let bias) = bias.kind, case .binary(.matmul, _, _) = product.kind,
          let found = product.layerProduct
        {
          return (found.left, found.right, bias)
        }
      }
      return nil
    case .call(_, let arguments) where arguments.count == 1:
      return arguments[0].value.layerProduct
    default: return nil
    }
  }

  /// Whether it is more than a function of each entry.
  fileprivate var changesShape: Bool {
    var isChanged = false
    visit { part in
      switch part.kind {
      case .call(let name, let arguments):
        let reductions = ["sum", "mean", "max", "min", "argmax"]
        if reductions.contains(name.text), !arguments.contains(where: { $0.label != nil }) {
          isChanged = true
        }
      case .subscripted, .transpose, .binary(.matmul, _, _): isChanged = true
      default: break
      }
    }
    return isChanged
  }
}

extension String {
  fileprivate var looksLikeWeights: Bool { first == "W" || first == "w" }
}
