import Testing

@testable import Tutoring

@Suite("Names as people write them")
struct NameMatchingTests {
  @Test(
    "mean the lesson's",
    arguments: [
      ("w1", "W1"), ("W₁", "W1"), ("w_1", "W1"), ("dW2", "dL_dW2"), ("dw2", "dL_dW2"),
      ("∂L/∂W₂", "dL_dW2"), ("dL/dW2", "dL_dW2"), ("dLdW2", "dL_dW2"), ("dz2", "dL_dz2"),
      ("W2*", "W2_new"), ("W₂'", "W2_new"), ("W2_new", "W2_new"), ("λ", ""), ("l", "L"),
      ("h₂", "h2"), ("∂h₂/∂z₂", "dh2_dz2"), ("dW", ""), ("nothing", ""),
    ])
  func match(_ typed: String, _ expected: String) throws {
    let marker = try SampleLesson.xor.marker()
    switch marker.values.match(typed) {
    case .values(let values): #expect(values[0].name == expected)
    case .unknown: #expect(expected == "")
    case .ambiguous(let names): Issue.record("\(names)")
    }
  }

  @Test(
    "with Greek letters and marks, as a run shows them",
    arguments: [
      ("θ", "theta"), ("Θ", "theta"), ("ϑ", "theta"), ("θ*", "theta_new"), ("θ₁", "theta1"),
      ("ŷ", "y_hat"), ("y\u{302}", "y_hat"), ("yhat", "y_hat"), ("x̄", "x_bar"), ("λ", "lam"),
      ("lambda", "lam"), ("∂L/∂θ", "dL_dtheta"), ("dθ", "dL_dtheta"), ("dtheta", "dL_dtheta"),
      ("ε", "eps"), ("h'", "h_prime"), ("h′", "h_prime"), ("w_{1,2}", "w_12"), ("beta", "beta"),
      ("β", "beta"),
    ])
  func greek(_ typed: String, _ expected: String) throws {
    let names = [
      "theta", "theta_new", "theta1", "y_hat", "x_bar", "lam", "dL_dtheta", "eps", "h", "h_prime",
      "w_12", "beta", "eta",
    ]
    let lines = names.enumerated().map { "\($1) = \($0).5" }
    let marker = try makeMarker(stage(lines.joined(separator: "\n")))
    guard case .values(let values) = marker.values.match(typed) else {
      Issue.record("\(typed) is not found")
      return
    }
    #expect(values[0].name == expected)
  }

  @Test("Entries are counted from 0, and those that are not there are refused")
  func entries() throws {
    var marker = try SampleLesson.xor.marker()
    #expect(try marker.mark("z1[0,2] = -0.045").answer("z1").flat == [.right])
    #expect(try marker.mark("z1[0, 0] = -1.41").answer("z1").flat == [.right])
    for line in [
      "z1[1,0] = 1.0", "z1[0,3] = 1.0", "z1[0] = 1.0", "L[0] = 0.3", "z1[] = 1.0",
      "z1[-1, 0] = 1.0",
      "z1[0:2] = 1.0", "z1[0, 1, 2] = 1.0", "z1[a, b] = 1.0", "z1[99999999999999999999, 0] = 1.0",
    ] {
      let marking = marker.mark(line, "L = 0.3005")
      #expect(marking.answers.map(\.name) == ["L"], "\(line)")
      #expect(marking.diagnostics.count == 1, "\(line): \(marking.diagnostics)")
    }
  }

  @Test("A name that fits several values is refused")
  func ambiguous() throws {
    var marker = try makeMarker(stage("w1 = 0.5\nW1 = w1 * 3\nb = 2.5"))
    #expect(marker.mark("w1 = 0.5", "W1 = 1.5").isAllRight)
    let marking = marker.mark("W₁ = 1.5", "b = 2.5")
    #expect(marking.answers.map(\.name) == ["b"])
    #expect(marking.diagnostics.map(\.summary) == ["`W₁` may mean several values"])
  }

  @Test("A value given twice is said to be, unless it has two")
  func duplicates() throws {
    var marker = try SampleLesson.xor.marker()
    let twice = marker.mark("L = 0.3005", "L = 0.4")
    #expect(twice.answers.count == 2)
    #expect(twice.diagnostics.map(\.severity) == [.warning])
    let before = "W1 = [-0.6775 0.3777 -0.0737; -0.5366 0.6092 0.2115]"
    let both = marker.mark(before, "W1* = [-0.67747 0.37769 -0.07369; -0.53664 0.60920 0.21149]")
    #expect(both.diagnostics.isEmpty && both.isAllRight)
    // Entries of one value add up to it.
    #expect(marker.mark("z2[0, 0] = -0.525", "z2[0, 1] = -0.184").isAllRight)
  }
}
