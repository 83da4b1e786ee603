extension Formula {
  /// The formula as it is typeset: fractions with a line, scripts, matrices in brackets.
  public var math: Math { FormulaTypesetter(isInline: false).math(self) }

  /// The formula as it is typeset within a line of text, where a fraction would be too small to read:
  /// with a slash.
  public var inlineMath: Math { FormulaTypesetter(isInline: true).math(self) }
}

/// Lays formulas out as mathematics, with the parentheses that they need there.
///
/// A fraction's line groups what is above and below it, so that fewer are needed than in a line.
private struct FormulaTypesetter {
  /// Whether fractions are written with a slash.
  let isInline: Bool

  func math(_ formula: Formula) -> Math {
    switch formula {
    case .symbol(let symbol): return symbol.math
    case .number(let digits): return .number(digits)
    case .text(let words): return .words(words)
    case .ellipsis: return .command("dots")
    case .matrix(let matrix):
      return .fenced("[", .table(MathTable(.numbers, matrix.rows.map { $0.map(math) })), "]")
    case .negated(let operand):
      let place: Precedence = operand.startsWithMinus ? .postfix : .matrixProduct
      return .row([.typed("-"), part(operand, atLeast: place)])
    case .infix(let infix, let left, let right): return self.infix(infix, left, right)
    case .quotient(let above, let below): return quotient(above, below)
    case .derivative(let above, let below):
      let sign = Math.letter("∂")
      let parts = [above, below].map { Math.row([sign, part($0, atLeast: .derivative)]) }
      return isInline ? .row([parts[0], .typed("/"), parts[1]]) : .fraction(parts[0], parts[1])
    case .power(let base, let exponent):
      return raised(part(base, atLeast: .postfix), math(exponent))
    case .transpose(let operand):
      return raised(part(operand, atLeast: .postfix), .command("top"))
    case .root(let operand): return .root(math(operand), degree: nil)
    case .absolute(let operand): return .fenced("|", math(operand), "|")
    case .sum(let operand, let axis):
      let sign = Math.command("sum")
      let below = axis.map { axisMark($0) }
      return .row([
        below.map { .scripts(sign, below: $0, above: nil) } ?? sign, .space(.typed),
        part(operand, atLeast: .postfix),
      ])
    case .call(let function, let arguments, let axis):
      var name = math(function)
      if let axis { name = .scripts(name, below: axisMark(axis), above: nil) }
      return .row([name, .fenced("(", list(arguments), ")")])
    case .choice(let condition, let then, let otherwise):
      return .table(
        MathTable(
          .cases,
          [
            [math(then), .row([.words("if "), math(stated(condition))])],
            [math(otherwise), .words("otherwise")],
          ]))
    case .entry(let array, let indices):
      let base: Math =
        if case .symbol = array { math(array) } else { part(array, atLeast: .postfix) }
      return .row([base, .fenced("[", .joined(separated(indices.map(index))), "]")])
    case .tuple(let items): return .fenced("(", list(items), ")")
    }
  }

  /// How tightly a formula binds when it is typeset.
  private func precedence(_ formula: Formula) -> Precedence {
    if case .quotient = formula, !isInline { return .derivative }
    return formula.precedence
  }

  private func part(_ formula: Formula, atLeast place: Precedence) -> Math {
    precedence(formula) < place ? .fenced("(", math(formula), ")") : math(formula)
  }

  private func quotient(_ above: Formula, _ below: Formula) -> Math {
    guard isInline else { return .fraction(math(above), math(below)) }
    let place: Precedence = below.startsWithMinus ? .postfix : .product.tighter
    return .row([
      part(above, atLeast: above.endsWithSum ? .postfix : .product), .typed("/"),
      part(below, atLeast: place),
    ])
  }

  private func infix(_ infix: Infix, _ left: Formula, _ right: Formula) -> Math {
    let precedence = infix.precedence
    // A Σ at the left would swallow what is at the right.
    let leftPlace: Precedence =
      precedence > .sum && left.endsWithSum ? .postfix : precedence
    let hidesMinus =
      precedence > .relation && right.startsWithMinus
      && (isInline || !right.isFraction)
    let first = part(left, atLeast: leftPlace)
    let second = part(right, atLeast: hidesMinus ? .postfix : precedence.tighter)
    return .row([first, FormulaTypesetter.sign(infix), second])
  }

  /// A condition after "if", where a question whether two things are equal is an equation.
  private func stated(_ condition: Formula) -> Formula {
    guard case .infix(.sameAs, let left, let right) = condition else { return condition }
    return .infix(.equal, left, right)
  }

  static func sign(_ infix: Infix) -> Math {
    switch infix {
    case .plus: .typed("+")
    case .minus: .typed("-")
    // In a line of text, where letters have no slant to tell them from words, a whole space.
    case .matrixProduct: .row([.space(.thin), .space(.typed)])
    case .entrywiseProduct: .command("odot")
    case .scalarProduct: .command("cdot")
    case .less: .typed("<")
    case .lessOrEqual: .command("le")
    case .greater: .typed(">")
    case .greaterOrEqual: .command("ge")
    case .equal: .typed("=")
    case .sameAs: .sign(MathSign("==", tex: "\\mathrel{{=}{=}}", .relation))
    case .notEqual: .command("ne")
    case .approximately: .command("approx")
    case .notApproximately:
      .sign(MathSign("≉", ascii: "!~=", tex: "\\not\\approx", .relation))
    case .becomes: .command("leftarrow")
    }
  }

  private func raised(_ base: Math, _ above: Math) -> Math {
    if case .scripts(let inner, let below, nil) = base {
      return .scripts(inner, below: below, above: above)
    }
    return .scripts(base, below: nil, above: above)
  }

  private func axisMark(_ axis: String) -> Math {
    .row([.words("axis"), .typed("="), .number(axis)])
  }

  private func list(_ items: [Formula]) -> Math { .joined(separated(items.map(math))) }

  private func separated(_ items: [Math]) -> [Math] {
    Array(items.map { [$0] }.joined(separator: [.typed(",")]))
  }

  private func index(_ index: Formula.Index) -> Math {
    switch index {
    case .at(let formula): return math(formula)
    case .slice(let lower, let upper, let step):
      // A colon without the space of a relation around it.
      let colon = Math.sign(MathSign(":", .ordinary))
      var parts = [lower.map(math), colon, upper.map(math)].compactMap { $0 }
      if let step { parts += [colon, math(step)] }
      return .joined(parts)
    }
  }
}

extension Formula {
  fileprivate var isFraction: Bool { if case .quotient = self { true } else { false } }
}

extension Infix {
  /// The sign as it is typeset.
  var math: Math { FormulaTypesetter.sign(self) }
}

extension Symbol {
  /// The symbol as it is typeset: scripts below, stars and primes above.
  public var math: Math {
    let isWord = base.count > 1
    var letter = Math.letter(base, isWord ? .upright : .italic)
    switch accent {
    case .hat: letter = .accent(.hat, letter)
    case .bar: letter = .accent(.bar, letter)
    case .tilde: letter = .accent(.tilde, letter)
    case nil: break
    }
    var marks = primes == 0 ? [] : Array(repeating: Math.command("prime"), count: primes)
    if isStarred { marks.append(.typed("*")) }
    let below = subscripted.isEmpty ? nil : Symbol.script(subscripted)
    guard below != nil || !marks.isEmpty else { return letter }
    return .scripts(letter, below: below, above: marks.isEmpty ? nil : .joined(marks))
  }

  private static func script(_ text: String) -> Math {
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return .number(text) }
    return text.count == 1 ? .letter(text) : .letter(text, .upright)
  }
}
