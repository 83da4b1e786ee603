import Source
import Testing

@Suite("Did you mean")
struct SuggestionTests {
  private let names = ["forward", "loss", "dW2", "dW1", "update", "sigmoid", "concatenate"]

  @Test("a slip of the fingers is understood")
  func slips() {
    #expect(closestMatch(to: "forwrad", among: names) == "forward")
    #expect(closestMatch(to: "sigmod", among: names) == "sigmoid")
    #expect(closestMatch(to: "Loss", among: names) == "loss")
    #expect(closestMatch(to: "dw1", among: names) == "dW1")
    #expect(closestMatch(to: "concatinat", among: names) == "concatenate")
    #expect(closestMatch(to: "dW3", among: names) == "dW2")
  }

  @Test("what is like nothing gets no suggestion")
  func unlike() {
    #expect(closestMatch(to: "tanh", among: names) == nil)
    #expect(closestMatch(to: "W2", among: names) == nil)
    #expect(closestMatch(to: "", among: names) == nil)
    #expect(closestMatch(to: String(repeating: "a", count: 1_000_000), among: names) == nil)
    #expect(closestMatch(to: "x", among: []) == nil)
  }

  @Test("the nearest is taken, and of equals the first")
  func nearest() {
    #expect(closestMatch(to: "hiden", among: ["hinder", "hidden", "hidde"]) == "hidden")
    #expect(closestMatch(to: "ab1", among: ["ab2", "ab3"]) == "ab2")
  }
}
