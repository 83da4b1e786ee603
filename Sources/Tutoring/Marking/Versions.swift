import Lessons
import Matrices
import Source
import StageLanguage

// Which value of the lesson each answer is for: a name may be given several.

extension Marker {
  /// The values that an answer may be for; nil, with an error, if there are none.
  func versions(
    of answer: Answer, _ diagnostics: inout Diagnostics
  ) -> [LessonValues.Assigned]? {
    switch match(answer) {
    case .values(let versions):
      let shape = compiled.program.type(of: versions[0].slot).shape
      if let index = answer.index {
        guard shape.sizes.count == index.count, zip(index, shape.sizes).allSatisfy({ $0 < $1 })
        else {
          diagnostics.error(
            at: answer.nameSpan, "`\(versions[0].name)` has no entry \(index): it is \(shape)",
            notes: [
              shape.rank == 2
                ? "an entry of a matrix is named by row and column, counted from 0: "
                  + "\(versions[0].name)[0, 0]" : "entries are counted from 0"
            ])
          return nil
        }
      } else if answer.hasTightCommas, !answer.literal.fits(answer: shape) {
        diagnostics.error(
          at: answer.literal.span, "commas without blanks between whole numbers",
          notes: [
            "decimals follow a point: 0.37; if they are whole numbers, put a blank after each comma"
          ])
        return nil
      }
      return versions
    case .ambiguous(let names):
      diagnostics.error(
        at: answer.nameSpan, "`\(answer.name)` may mean several values",
        notes: ["they are \(names.map { "`\($0)`" }.joined(separator: ", "))"])
    case .unknown(let suggestion):
      diagnostics.error(
        at: answer.nameSpan, "the lesson has no value named `\(answer.name)`",
        notes: suggestion.map { ["did you mean `\($0)`?"] } ?? [])
    }
    return nil
  }

  /// Finds what a name means, `W1@update` for the value of `W1` after that stage.
  private func match(_ answer: Answer) -> LessonValues.Match {
    let versioned = VersionedName(answer.name)
    let found = values.match(versioned.name)
    guard let stage = versioned.stage?.filter({ $0 != " " }), case .values(let versions) = found
    else { return found }
    let stages = compiled.lesson.stages.map(\.name)
    guard let index = stages.firstIndex(of: stage) else {
      return .unknown(
        suggestion: closestMatch(to: stage, among: stages).map { "\(versioned.name)@\($0)" })
    }
    return versions.filter { $0.stageIndex <= index }.max { $0.order < $1.order }
      .map { .values([$0]) } ?? .unknown(suggestion: versions[0].name)
  }

  /// Chooses for each answer the value that it is for.
  ///
  /// Answers for the same name belong to successive values of it.
  mutating func chooseVersions(
    _ answers: [(answer: Answer, versions: [LessonValues.Assigned])]
  ) -> [(answer: Answer, assigned: LessonValues.Assigned)] {
    struct Place: Hashable {
      let versions: [Int]
      let index: [Int]?
    }
    let places = Dictionary(grouping: answers.indices) { index in
      Place(versions: answers[index].versions.map(\.order), index: answers[index].answer.index)
    }
    var chosen: [Int: LessonValues.Assigned] = [:]
    for (place, indices) in places {
      var all = place.versions.map { values.all[$0] }
      if all.count > 1 {
        // What one answer names with its stage is not what another means without.
        let left = all.filter { places[Place(versions: [$0.order], index: place.index)] == nil }
        if left.contains(where: { !$0.isGiven }) { all = left }
      }
      let versions = candidates(all, indices, answers)
      if indices.count > 1, indices.count <= versions.count, versions.count <= 100 {
        let inOrder = versions.sorted { $0.order < $1.order }
        let sequence = bestSequence(indices.map { answers[$0].answer }, inOrder)
        for (index, version) in zip(indices, sequence) { chosen[index] = version }
      } else {
        for index in indices { chosen[index] = bestSequence([answers[index].answer], versions)[0] }
      }
    }
    return answers.indices.map { (answers[$0].answer, chosen[$0] ?? answers[$0].versions[0]) }
  }

  /// The values that answers for a name may be for.
  ///
  /// What was given is none of them behind values that are calculated for its update: a weight that
  /// stands there as it was at the start is one that was not updated.
  private mutating func candidates(
    _ versions: [LessonValues.Assigned], _ indices: [Int],
    _ answers: [(answer: Answer, versions: [LessonValues.Assigned])]
  ) -> [LessonValues.Assigned] {
    guard let first = indices.map({ answers[$0].answer.nameSpan.start }).min(),
      let given = versions.first(where: \.isGiven),
      let updated = versions.filter({ !$0.isGiven && $0.order > given.order })
        .min(by: { $0.order < $1.order })
    else { return versions }
    let steps = Set(variants.upstream(of: updated.order)).filter {
      $0 > given.order && !values.all[$0].isGiven
    }
    let isBehind = answers.contains { other in
      other.answer.nameSpan.start < first
        && other.versions.contains { $0.name != updated.name && steps.contains($0.order) }
    }
    return isBehind ? versions.filter { !$0.isGiven } : versions
  }

  /// The values, each later than the one before, that these answers fit best; the first, if in doubt.
  private func bestSequence(
    _ answers: [Answer], _ versions: [LessonValues.Assigned]
  ) -> [LessonValues.Assigned] {
    guard versions.count > 1 else { return versions }
    // The best that can be had of the answers so far, ending with each of the values.
    var best: [(score: Int, path: [Int])?] = Array(repeating: (0, []), count: versions.count + 1)
    for (count, answer) in answers.enumerated() {
      var next: [(score: Int, path: [Int])?] = [nil]
      for version in versions.indices {
        var found = next[version]
        let rest = versions.count - version - 1
        if let before = best[version], rest >= answers.count - count - 1 {
          let score = before.score + fit(answer, versions[version])
          if score > found?.score ?? -1 { found = (score, before.path + [version]) }
        }
        next.append(found)
      }
      best = next
    }
    return (best.last ?? nil)?.path.map { versions[$0] } ?? [versions[0]]
  }

  /// How many entries of an answer are those of a value; what is computed is asked for rather than
  /// what was given.
  private func fit(_ answer: Answer, _ version: LessonValues.Assigned) -> Int {
    let value = target(answer, truth.value(of: version.slot))
    guard answer.literal.fits(answer: value.shape) else { return 0 }
    let right = zip(answer.literal.entries, value.elements).count { number, entry in
      !number.isBlank && number.isRounding(of: entry)
    }
    return 2 * right + (version.isGiven ? 0 : 1)
  }

  /// The stage that gives a name this one of its several values.
  func stage(of assigned: LessonValues.Assigned) -> String? {
    let stages = compiled.lesson.stages
    guard (values.versions[assigned.name]?.count ?? 0) > 1,
      stages.indices.contains(assigned.stageIndex)
    else { return nil }
    return stages[assigned.stageIndex].name
  }

  /// Which of the values of its name a value is: `@update`, or `, value 2 of 3` where a stage gives
  /// several; nothing for the first.
  func versionText(_ assigned: LessonValues.Assigned) -> String {
    let versions = values.versions[assigned.name] ?? []
    guard let number = versions.firstIndex(of: assigned.order), number > 0 else { return "" }
    let next = number + 1 < versions.count ? values.all[versions[number + 1]].stageIndex : nil
    let stages = compiled.lesson.stages
    if next != assigned.stageIndex, stages.indices.contains(assigned.stageIndex) {
      return "@\(stages[assigned.stageIndex].name)"
    }
    return ", value \(number + 1) of \(versions.count)"
  }
}
