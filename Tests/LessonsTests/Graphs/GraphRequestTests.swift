import Testing

@testable import Lessons

/// What `graph` blocks ask for, and what is wrong with them.
@Suite struct GraphRequestTests {
  /// A network with a loss, and a graph block.
  private func network(_ block: String) -> String {
    """
    ```python {stage=init}
    X = array([[1.0, 2.0]])
    W1 = array([[1.0, 2.0], [3.0, 4.0]])
    b1 = 0.5
    Y = array([[1.0, 0.0]])
    ```

    ```python {stage=forward}
    def sigmoid(z): return 1 / (1 + exp(-z))
    z1 = X @ W1 + b1
    h1 = sigmoid(z1)
    ```

    ```python {stage=loss}
    reg = 0
    error = sum(square(Y - h1))
    penalty = reg * sum(square(W1))
    L = error + penalty
    ```

    ```python {stage=shown}
    L
    ```

    \(block)
    ```

    """
  }

  private func request(_ attributes: String) throws -> GraphRequest {
    let (lesson, diagnostics) = read(network("```graph {\(attributes)}"))
    #expect(diagnostics.isEmpty)
    return try #require(lesson.graphs.values.first)
  }

  /// The bricks with their inputs, those of bricks in parentheses.
  private func text(_ graph: ComputationGraph) -> [String] {
    graph.bricks.map { brick in
      "\(brick.name): "
        + brick.inputs.map { $0.brick == nil ? $0.name : "(\($0.name))" }.joined(separator: " ")
    }
  }

  @Test func `a brick for each value that is computed, and none for numbers as they are typed`()
    throws
  {
    #expect(
      text(try request("of=\"forward, loss\"").graph) == [
        "z1: X W1 b1", "h1: (z1)", "error: Y (h1)", "penalty: reg W1", "L: (error) (penalty)",
      ])
  }

  @Test func `stages are drawn in the order of the lesson, each once`() throws {
    let graph = try request("of=\"loss, forward, loss\"").graph
    #expect(graph.bricks.map(\.name) == ["z1", "h1", "error", "penalty", "L"])
  }

  @Test func `what is taken as given has no brick, and what is hidden stands in its place`() throws
  {
    let graph = try request("of=\"forward, loss\" given=penalty hide=error").graph
    #expect(text(graph) == ["z1: X W1 b1", "h1: (z1)", "L: Y (h1) penalty"])
    #expect("\(graph.bricks[2].expression)" == "sum(square(Y - h1)) + penalty")
  }

  @Test func `a path goes over every brick that depends on its target`() throws {
    let path = try #require(try request("of=\"forward, loss\" to=W1").path)
    #expect(path.bricks == [0, 1, 2, 3, 4])
    #expect(path.end == 4)
    let single = try #require(try request("of=\"forward, loss\" to=z1").path)
    #expect(single.bricks == [1, 2, 4])
    #expect(single.targetBrick == 0)
    let early = try #require(try request("of=\"forward, loss\" to=W1 from=h1").path)
    #expect(early.bricks == [0, 1])
  }

  @Test func `a name that gets a new value is another value from there on`() throws {
    let (lesson, _) = read(
      """
      ```python {stage=step}
      W = array([1.0, 2.0])
      W_new = W * 2
      W = W_new
      W = W + 1
      y = W * W_new
      ```

      ```graph {of=step}
      ```
      """)
    let graph = try #require(lesson.graphs.values.first).graph
    #expect(text(graph) == ["W_new: W", "W: (W_new)", "W: (W)", "y: (W) (W_new)"])
    #expect(graph.bricks[3].inputs.map(\.brick) == [2, 0])
  }

  @Test func `values that a function uses besides its parameters count too`() throws {
    let (lesson, _) = read(
      """
      ```python {stage=data}
      W = array([1.0, 2.0])
      ```

      ```python {stage=forward}
      def layer(x): return x * W
      y = layer(array([1.0, 2.0]) * 2)
      ```

      ```graph {of=forward to=W}
      ```
      """)
    let request = try #require(lesson.graphs.values.first)
    #expect(text(request.graph) == ["y: W"])
    #expect(request.path?.bricks == [0])
  }

  @Test func `layers of a network are found with their biases`() throws {
    let layers = NetworkLayer.layers(of: try request("of=\"forward, loss\"").graph)
    #expect(layers.count == 1)
    #expect(layers.first?.weights == "W1")
    #expect(layers.first?.bias == "b1")
    #expect(layers.first?.output == "h1")
  }

  @Test func `what a block names and does not exist is reported where it stands`() {
    expectReports(
      network(
        """
        ```graph {of="forward, 1️⃣lost"}
        ```

        ```graph {of=forward to=2️⃣W9}
        ```

        ```graph {of="forward, loss" given=3️⃣penalti}
        ```

        ```graph {of=forward kind=4️⃣netwrok}
        ```

        ```graph {of=forward weights=5️⃣values}
        """),
      [
        "1 there is no stage named `lost` | did you mean `loss`?",
        "2 there is no value named `W9` | there are `W1`, `X`, `b1`, `h1`, `z1`",
        "3 there is no value named `penalti` | did you mean `penalty`?",
        "4 there is no `kind` called `netwrok` | did you mean `network`?",
        "5 `weights` belongs to a network | add kind=network",
      ])
  }

  @Test func `what cannot be drawn is reported with what to do`() {
    expectReports(
      network(
        """
        ```graph {of=1️⃣shown}
        ```

        ```graph {of=2️⃣loss kind=network}
        ```

        ```graph {of="forward, loss" to=3️⃣Y from=h1}
        ```

        ```graph {of=forward from=4️⃣h1}
        ```

        ```graph {of=forward to=5️⃣L}
        ```

        ```graph {of=forward kind=network to=6️⃣W1}
        ```

        ```graph {of=forward}
        7️⃣neurons: a, b
        """),
      [
        "1 there is nothing to draw: no value is computed in shown "
          + "| a graph has a brick for each name that is given a computed value",
        "2 there is no layer of a network in loss "
          + "| a layer is a product with weights from another stage: z1 = X @ W1",
        "3 there is no path: `h1` does not depend on `Y` here "
          + "| name the stages in between too: of=\"forward, loss\"",
        "4 `from` says where a path begins, and there is no `to` "
          + "| the path of the gradient: from=L to=W2",
        "5 there is no value named `L` | there are `W1`, `X`, `b1`, `h1`, `z1`",
        "6 a network has no path | a graph of bricks has: leave `kind` out",
        "7 `neurons` belongs to a network | add kind=network",
      ])
  }

  @Test func `a graph of ten thousand stages is refused with its limit`() {
    var text = "```python {stage=s0}\nx0 = exp(1)\n```\n"
    for number in 1..<10_000 {
      text += "\n```python {stage=s\(number)}\nx\(number) = x\(number - 1) + 1\n```\n"
    }
    let names = (0..<10_000).map { "s\($0)" }.joined(separator: ", ")
    text += "\n```graph {of=\"\(names)\" to=x0}\n```\n"
    let (_, diagnostics) = read(text)
    #expect(
      diagnostics.map(\.summary) == [
        "a graph of 10000 bricks cannot be followed; 40 are the most"
      ])
  }
}
