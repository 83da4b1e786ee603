import StageLanguage

extension GradientCheck {
  /// Looks at the derivatives with other numbers.
  ///
  /// One look with everything different tells whether there is anything to find. Only if there is,
  /// the simplest numbers that show it are searched for, so that the message can name them.
  mutating func lookElsewhere(
    _ settings: DerivativeSettings, from bench: borrowing DerivativeBench
  ) {
    guard var far = settings.bench(settings.farthest), far.matches(derivatives) else { return }
    let parameters = settings.changes.map(\.name)
    // What names a size of the data is left alone.
    let fixed = derivatives.map {
      bench.sizeNames($0.claim, among: parameters, far.survey.program.types)
    }
    var farthest = far.findings(derivatives.count)
    for names in Set(fixed) where !names.isEmpty {
      guard var bench = settings.bench(settings.farthest(without: names)),
        bench.matches(derivatives)
      else { continue }
      let findings = bench.findings(derivatives.count)
      for index in fixed.indices where fixed[index] == names { farthest[index] = findings[index] }
    }
    // What is wrong already is of interest only if it merely follows here, and not there.
    var open = Set(
      derivatives.indices.filter { index in
        guard derivatives[index].verdict.isWrong else { return farthest[index].isWrong }
        return derivatives[index].followsFrom != nil && farthest[index].isWrongByItself
      })
    for index in derivatives.indices where derivatives[index].verdict.isWrong {
      // What explains it with other numbers as well is the better explanation.
      derivatives[index].causes = narrowed(derivatives[index].causes, farthest[index].causes)
    }
    let others = Set(fixed).filter { !$0.isEmpty }.map { settings.farthest(without: $0) }
    for setting in settings.all + others where !open.isEmpty {
      guard var bench = settings.bench(setting), bench.matches(derivatives) else { continue }
      let findings = bench.findings(derivatives.count)
      for index in open.sorted()
      where findings[index].isWrong
        && setting.changed.allSatisfy({ !fixed[index].contains($0.name) })
      {
        // An error of its own is looked for until it shows by itself.
        if findings[index].isWrongByItself || !farthest[index].isWrongByItself {
          open.remove(index)
        } else if derivatives[index].elsewhere != nil || derivatives[index].verdict.isWrong {
          continue
        }
        derivatives[index].elsewhere = DerivativeCheck.Elsewhere(
          setting: setting, causes: narrowed(findings[index].causes, farthest[index].causes),
          followsFrom: findings[index].followsFrom)
      }
    }
  }

  /// Those causes that are also causes with other numbers; all of them if there are none.
  ///
  /// They are told as they are there: `reg·W2/N` is not seen in full where N is 1.
  private func narrowed(
    _ causes: [DerivativeCause], _ others: [DerivativeCause]
  ) -> [DerivativeCause] {
    let common = others.filter { other in
      causes.contains { cause in
        guard case .regularizer(let slip, _) = cause, case .regularizer(let same, _) = other else {
          return cause == other
        }
        return slip == same
      }
    }
    return common.isEmpty ? causes : common
  }
}

/// What is wrong with a derivative at some numbers.
private struct Finding {
  var isWrong = false
  var causes: [DerivativeCause] = []
  var followsFrom: String?

  var isWrongByItself: Bool { isWrong && followsFrom == nil }
}

extension DerivativeBench {
  /// Whether its derivatives are those, one by one.
  fileprivate func matches(_ checks: [DerivativeCheck]) -> Bool {
    survey.claims.map(\.name.text) == checks.map(\.claim.name.text)
  }

  fileprivate mutating func findings(_ count: Int) -> [Finding] {
    var findings = Array(repeating: Finding(), count: count)
    var roots: [DerivativeClaim] = []
    for (index, claim) in survey.claims.enumerated() where evaluate(claim).verdict.isWrong {
      guard roots.count < GradientCheck.explained else {
        findings[index].isWrong = true
        continue
      }
      let (causes, root) = blame(claim, roots)
      findings[index] = Finding(isWrong: true, causes: causes, followsFrom: root)
      if root == nil { roots.append(claim) }
    }
    return findings
  }
}
