/// The name of a value beside its wire, with what is noted of it, and the room that they take.
struct GraphLabel {
  let name: DrawnText
  /// The derivative by the value, or its shape; a number has none.
  let note: DrawnText?
  /// The room for the name, in whole units.
  let nameWidth: Int
  /// The room for what stands under it.
  let noteWidth: Int
  let isOnPath: Bool
  private let noteSize: Double

  init(_ value: Graph.Value) {
    name = DrawnText(value.symbol.math)
    noteSize = value.gradient == nil ? 11.5 : 13
    isOnPath = value.isOnPath
    if let gradient = value.gradient {
      note = DrawnText(gradient.math)
    } else if let shape = value.shape, shape != .scalar {
      note = DrawnText(shape.sizesText(.unicode))
    } else {
      note = nil
    }
    nameWidth = Int(name.width()) + 1
    let size = noteSize
    noteWidth = note.map { Int($0.width(size: size)) + 1 } ?? 0
  }

  /// The room for the wider of the two.
  var width: Int { max(nameWidth, noteWidth) }

  func nameLook(_ anchor: Drawing.Anchor) -> Drawing.TextLook {
    .init(anchor: anchor, isBold: isOnPath)
  }

  func noteLook(_ anchor: Drawing.Anchor) -> Drawing.TextLook {
    .init(anchor: anchor, size: noteSize, ink: isOnPath ? .blue : .soft, isBold: isOnPath)
  }
}

/// The labels of the wires at a brick.
struct BrickLabels {
  /// Of the value that it gives.
  let value: GraphLabel
  /// Of a value that enters where others have the wire from another brick.
  let behind: GraphLabel?
  /// Of the other values that come from outside.
  let beside: [GraphLabel]

  init(_ brick: Graph.Brick) {
    value = GraphLabel(brick.value)
    let given = brick.given.map { GraphLabel($0) }
    behind = brick.sources.isEmpty ? given.first : nil
    beside = brick.sources.isEmpty ? Array(given.dropFirst()) : given
  }
}
