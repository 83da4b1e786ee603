import TestSupport
import Testing

@testable import Rendering

/// Drawings as SVG and as TikZ.
@Suite struct DrawingTests {
  private var drawing: Drawing {
    var drawing = Drawing(width: 100, height: 50.125, title: "A <b>", description: "\"1\" & 2")
    drawing.line(
      [.init(0, 0), .init(10, 1.0 / 3)], .init(stroke: .blue, lineWidth: 2, dash: .dashed))
    drawing.arrowHead(from: .init(0, 0), to: .init(10, 0))
    drawing.marks.append(
      .rectangle(.init(1, 2), width: 3, height: 4, corner: 1, .init(fill: .tint, opacity: 0.5)))
    drawing.marks.append(.circle(.init(5, 5), radius: 2, .init(stroke: .ink, fill: .page)))
    let derivative = Formula.derivative(of: .symbol(Symbol("L")), by: .symbol(Symbol("W2"))).math
    drawing.text(DrawnText(derivative), at: .init(1, 1), .init(anchor: .end, isBold: true))
    drawing.text(DrawnText("<script> % $x$ }"), at: .init(1, 1))
    drawing.text(DrawnText(code: "a_b"), at: .init(.nan, .infinity), .init(ink: .soft))
    return drawing
  }

  @Test func `SVG is well-formed, whatever the words`() {
    let svg = drawing.svg(id: "figure-1")
    #expect(XMLReading(svg).error == nil)
    #expect(!svg.contains("<script>"))
  }

  @Test func `SVG has a title and a description that it names`() {
    let svg = drawing.svg(id: "figure-7")
    #expect(svg.contains(#"role="img" aria-labelledby="figure-7-title figure-7-desc""#))
    #expect(svg.contains(#"<title id="figure-7-title">A &lt;b&gt;</title>"#))
    #expect(svg.contains(#"<desc id="figure-7-desc">&quot;1&quot; &amp; 2</desc>"#))
  }

  @Test func `a subscript is lowered, and what follows raised again`() {
    var drawing = Drawing(width: 10, height: 10, title: "", description: "")
    let text = DrawnText(Symbol("W2").math) + DrawnText(" x")
    drawing.text(text, at: .init(0, 0))
    #expect(
      drawing.svg(id: "f").contains(
        #"<tspan class="name">W</tspan><tspan dy="2.8" font-size="10.08">2</tspan>"#
          + #"<tspan dy="-2.8"> x</tspan>"#))
  }

  @Test func `TikZ has everything that means something escaped`() {
    let tikz = drawing.tikz
    #expect(tikz.contains(#"{\textless{}script\textgreater{} \% \$x\$ \}}"#))
    #expect(tikz.contains(#"$\boldsymbol{\partial L/\partial {W}_{2}}$"#))
    #expect(tikz.contains(#"\texttt{a\_b}"#))
  }

  @Test func `numbers are short, and no place is lost to infinity`() {
    #expect((1.0 / 3).short == "0.33")
    #expect(12.50.short == "12.5")
    #expect((-0.001).short == "0")
    #expect(Double.nan.short == "0")
    #expect(Double.infinity.short == "0")
    #expect(drawing.tikz.contains("at (0,0) {\\texttt"))
  }

  @Test func `widths grow with the words`() {
    #expect(DrawnText("weighted sum").width() > DrawnText("sum").width())
    #expect(DrawnText("数学").width() == 28)
  }
}
