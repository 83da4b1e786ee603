// What following a lesson line by line needs, where there is no screen.

extension LearnState {
  /// Says something with the next screen.
  public mutating func say(_ words: String?) { message = words }

  /// Whether something is in front of the page of the lesson.
  public var isAside: Bool {
    switch mode {
    case .exploring, .contents, .help: true
    case .reading, .answering, .asking: false
    }
  }

  /// Goes back to the page of the lesson.
  public mutating func returnToLesson() { close() }

  /// Whether an answer to the question in front lacks rows.
  public func wantsMore(_ text: String) -> Bool {
    question.map { wantsAnotherRow(text, $0) } ?? false
  }

  /// Goes to the place of that name; false if there is none.
  public mutating func jump(to name: String) -> Bool {
    let wanted = name.lowercased()
    let place =
      plan.places.first { $0.title.lowercased() == wanted }
      ?? plan.places.first { $0.title.lowercased().hasPrefix(wanted) }
      ?? Int(name).flatMap { number in
        plan.steps.indices.contains(number - 1)
          ? LearnPlace(kind: .stage, title: name, position: number - 1) : nil
      }
    guard !wanted.isEmpty, let place else { return false }
    let from = self.position
    go(to: place.position)
    message = "Step \(position + 1); you were at step \(from + 1)."
    return true
  }
}
