import Matrices
import StageLanguage
import Tutoring

extension ExplanationPrinter {
  /// Why a gradient has its form: paths and factors, statements, transposes.
  func story(_ story: GradientStory, _ words: ShapeWords) -> [Line] {
    var lines = text("Why \(symbol(story.name, words)) has this form", .heading)
    lines += [Line()] + paths(story, words)
    lines += [Line()] + statements(story)
    if !story.transposes.isEmpty {
      lines += [Line()] + text("The shapes say what is turned over:")
      for transpose in story.transposes {
        let result = explanation.result(of: transpose)
        lines += text(words.sentence(transpose, result: result) + ".", indent: 2)
      }
    }
    return lines
  }

  private func symbol(_ name: GradientName, _ words: ShapeWords) -> String {
    words.builder.symbol(name.text).oneLine(profile.notation)
  }

  private func paths(_ story: GradientStory, _ words: ShapeWords) -> [Line] {
    let (above, below) = (
      words.builder.symbol(story.name.numerator).oneLine(profile.notation),
      words.builder.symbol(story.name.denominator).oneLine(profile.notation)
    )
    guard !story.paths.isEmpty else {
      return text("No value on the way from \(below) to \(above) has a name here.")
    }
    var lines: [Line]
    let ways = story.paths.reduce(0) { $0 + $1.ways.count }
    if ways == 1 {
      lines = text("\(below) reaches \(above) on one path, along which the factors multiply:")
    } else {
      let count = story.hasMorePaths ? "more than \(ways)" : "\(ways)"
      lines = text(
        "\(below) reaches \(above) on \(count) paths. Along a path the factors multiply; the "
          + "paths' shares are added:")
    }
    for path in story.paths {
      lines.append(Line())
      let arrow = profile.sign(" → ", ascii: " -> ")
      for way in path.ways {
        let names = way.map { words.builder.symbol($0).oneLine(profile.notation) }
        lines += text(names.joined(separator: arrow), .strong, indent: 2)
      }
      // A path of one step has no factors but what is being explained.
      if path.isOneStep { continue }
      let count = path.ways.count
      let share = count == 1 ? "" : "the share of \(count == 2 ? "both" : "all \(count)"): "
      lines += text(share + chain(path, words), indent: 4)
      for factor in path.factors { lines += self.factor(factor, words) }
    }
    if story.isOneFormula {
      lines += [Line()] + text("The lesson has them multiplied out, in one formula.")
    }
    return lines
  }

  /// The factors of a path in a row.
  private func chain(_ path: GradientStory.Path, _ words: ShapeWords) -> String {
    let factors = path.factors.map { formula($0, words).oneLine(profile.notation) }
    return factors.joined(separator: profile.sign(" · ", ascii: " * "))
  }

  private func formula(_ factor: GradientStory.Factor, _ words: ShapeWords) -> Formula {
    .derivative(
      of: words.builder.symbol(factor.numerator), by: words.builder.symbol(factor.denominator))
  }

  private func factor(_ factor: GradientStory.Factor, _ words: ShapeWords) -> [Line] {
    let name = formula(factor, words)
    guard let origin = factor.origin, let value = explanation.history.value(of: origin.step)
    else { return unnamed(factor, words) + reasons(factor, words) }
    let formula = Formula.infix(.equal, name, words.builder.value(value))
    var lines = indented(layout.box(formula, within: profile.width - 4).lines, by: 4)
    lines += text(place(origin.step), .aside, indent: 6)
    return lines + reasons(factor, words)
  }

  /// A factor for which the lesson has no name: what its formula shows.
  private func unnamed(_ factor: GradientStory.Factor, _ words: ShapeWords) -> [Line] {
    let name = formula(factor, words)
    guard let local = factor.local else {
      let text = name.oneLine(profile.notation)
      return self.text("\(text) is not calculated by itself in the lesson", .aside, indent: 4)
    }
    let argument = words.builder.formula(local.formula)
    switch local.side {
    case .slope(let function):
      let function = words.builder.symbol(function).oneLine(profile.notation)
      let slope = "the slope of \(function) at \(argument.oneLine(profile.notation))"
      let formula = Formula.infix(.equal, name, .text(slope))
      return indented(layout.box(formula, within: profile.width - 4).lines, by: 4)
    case .entrywise, .left, .right:
      let formula = Formula.infix(.equal, name, argument)
      return indented(layout.box(formula, within: profile.width - 4).lines, by: 4)
    }
  }

  private func reasons(_ factor: GradientStory.Factor, _ words: ShapeWords) -> [Line] {
    words.reasons(factor).flatMap { text($0, .aside, indent: 6) }
  }

  private func statements(_ story: GradientStory) -> [Line] {
    var lines = text("These statements compute it:")
    for number in story.steps {
      let step = explanation.history.steps[number]
      let formulas = StepFormulas(
        step, known: explanation.known(before: number), digits: profile.digits)
      guard let left = formulas.left, let symbols = formulas.symbols else { continue }
      let formula = Formula.infix(formulas.relation, left, symbols)
      lines += indented(layout.box(formula, within: profile.width - 2).lines, by: 2)
      let caption = formulas.caption.map { "\($0.sanitized); " } ?? ""
      lines += text(caption + place(number), .aside, indent: 4)
    }
    return lines
  }

  private func indented(_ lines: [Line], by count: Int) -> [Line] {
    lines.map { $0.indented(by: count) }
  }
}
