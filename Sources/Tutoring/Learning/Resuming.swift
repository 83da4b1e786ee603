import Lessons
import StageLanguage

extension LearnState {
  /// What is to be kept.
  public func bookmark(lesson name: String, hash: String) -> Bookmark {
    var bookmark = Bookmark(lesson: name, hash: hash)
    bookmark.step = position
    bookmark.stepCount = plan.steps.count
    bookmark.furthest = furthest
    bookmark.stage = plan.stage(at: position).map { lesson.stages[$0].name }
    bookmark.heading = plan.heading(at: position)
    bookmark.digits = digits
    bookmark.overrides = overrides.mapValues(\.text)
    bookmark.attempts = attempts
    bookmark.drafts = drafts
    bookmark.solutions = solutionsShown
    if !overrides.isEmpty { bookmark.own = ownWork }
    bookmark.visited = visited
    bookmark.hints = hintCounts
    return bookmark
  }

  /// Goes on where somebody left.
  ///
  /// A lesson that has changed since then goes on at the same stage, and that is said; what was
  /// answered in it is not kept, because the questions may be others.
  public mutating func resume(_ bookmark: Bookmark, hash: String) {
    digits = bookmark.digits
    let numbers = bookmark.overrides.compactMapValues { NumberLiteral(parsing: $0) }
    let known = Set(lesson.parameters.map(\.name))
    let usable = numbers.filter { known.contains($0.key) }
    if !usable.isEmpty { _ = run(usable) }
    guard bookmark.hash == hash else {
      let position = place(of: bookmark)
      go(to: position)
      message =
        "this lesson has changed since you left; going on at "
        + (placeName(position) ?? "its beginning")
      return
    }
    attempts = bookmark.attempts.filter { lesson.questions.indices.contains($0.key) }
    if let own = bookmark.own, !overrides.isEmpty { setAside[[:]] = own }
    for range in bookmark.visited.ranges {
      visited.insert(range.clamped(to: plan.steps.indices))
    }
    drafts = bookmark.drafts.filter { lesson.questions.indices.contains($0.key) }
    solutionsShown = bookmark.solutions.filter { lesson.questions.indices.contains($0) }
    hintCounts = bookmark.hints.filter { plan.hints.indices.contains($0.key) }.reduce(into: [:]) {
      $0[$1.key] = min($1.value, plan.hints[$1.key].count)
    }
    go(to: bookmark.step)
    furthest = min(max(bookmark.furthest, position), plan.steps.count - 1)
    if position > 0 {
      message = "going on where you left, at step \(position + 1); g goes elsewhere"
    }
  }

  private func place(of bookmark: Bookmark) -> Int {
    let heading = plan.places.first { place in
      if case .heading = place.kind { place.title == bookmark.heading } else { false }
    }?.position
    let stage = plan.places.first { $0.kind == .stage && $0.title == bookmark.stage }?.position
    // A heading below the stage says more precisely where it was.
    return max(heading ?? 0, stage ?? 0)
  }

  private func placeName(_ position: Int) -> String? {
    guard let index = plan.placeOfStep[position] else { return nil }
    let place = plan.places[index]
    return place.kind == .stage ? "the stage \(place.title)" : "“\(place.title)”"
  }
}
