import Matrices
import Testing

@testable import StageLanguage

@Suite("Reverse mode")
struct ReverseModeTests {
  private let text = """
    def sigmoid(z): return 1 / (1 + exp(-z))
    X = array([[1.0, 0.5], [-0.3, 0.8], [0.2, -1.1]])
    Y = eye(2)[array([0, 1, 1])]
    W1 = array([[0.3, -0.2, 0.5], [0.1, 0.7, -0.4]])
    b1 = array([0.1, -0.1, 0.2])
    W2 = array([[0.2, -0.5], [0.6, 0.3], [-0.1, 0.4]])
    z1 = X @ W1 + b1
    h1 = sigmoid(z1)
    z2 = h1 @ W2
    h2 = sigmoid(z2)
    L = sum(square(Y - h2)) / 6 + 0.05 * (sum(square(W1)) + sum(square(W2)))

    """

  @Test("the gradient of a network's loss by every value in it is what is measured")
  func network() throws {
    var run = try RunProgram(text)
    for name in ["X", "Y", "W1", "b1", "W2", "z1", "h1", "z2", "h2"] {
      try run.expectGradient(of: "L", along: name)
    }
  }

  @Test("several gradients at once are those taken one by one")
  func together() throws {
    let run = try RunProgram(text)
    let output = try run.slot("L")
    let inputs = try ["W1", "z1", "h1", "W2", "b1"].map { try run.slot($0) }
    let together = run.machine.gradient(of: output, along: inputs)
    for (input, gradient) in zip(inputs, together) {
      #expect(run.machine.gradient(of: output, along: [input])[0] == gradient)
    }
  }

  @Test("a seed contracts an output of several entries")
  func seed() throws {
    let run = try RunProgram(
      """
      x = array([1.0, 2.0])
      A = array([[3.0, 5.0], [7.0, 11.0]])
      y = A @ x
      """)
    let seed = NumericArray([1, 10], shape: .vector(2))
    let gradient = run.machine.gradient(
      of: try run.slot("y"), along: [try run.slot("x")], seed: seed)[0]
    #expect(gradient.elements == [73, 115])
  }

  @Test("a value that the output is not computed from has the derivative zero")
  func independent() throws {
    let run = try RunProgram("x = array([1.0, 2.0])\ny = 3.0 * 2\nz = sum(x) + y\n")
    let (x, y, z) = (try run.slot("x"), try run.slot("y"), try run.slot("z"))
    #expect(run.machine.gradient(of: y, along: [x, z]).map(\.elements) == [[0, 0], [0]])
    #expect(run.machine.gradient(of: y, along: [y])[0].elements == [1])
    #expect(run.compiler.program.depends(z, on: x))
    #expect(!run.compiler.program.depends(y, on: x))
  }

  @Test("measuring leaves every value as it was")
  func restores() throws {
    var run = try RunProgram(text)
    let (output, input) = (try run.slot("L"), try run.slot("W1"))
    let before = (run.machine.value(of: output), run.machine.value(of: input))
    _ = run.machine.centralDifferences(of: output, along: input, entries: [0, 5])
    #expect(run.machine.value(of: output) == before.0)
    #expect(run.machine.value(of: input) == before.1)
  }

  @Test("a corner's two sides are measured apart")
  func sides() throws {
    var run = try RunProgram("x = array([0.0, 2.0])\ny = sum(maximum(0, x) * exp(x))\n")
    let (y, x) = (try run.slot("y"), try run.slot("x"))
    let sides = run.machine.sidedDerivatives(of: y, along: x, moving: 0..<1)[0]
    #expect(abs(sides.below) < 1e-9 && abs(sides.above - 1) < 1e-7)
  }
}
