import Testing

@testable import Rendering

@Suite("Columns of numbers in printed mathematics")
struct NumberColumnTests {
  private func table(_ rows: [[Math]]) -> Math { .table(MathTable(.numbers, rows)) }

  private let mixed: [[Math]] = [
    [.number("0.5000"), .number("-2.8e-17")], [.number("12.2500"), .number("0.1250")],
  ]

  @Test("where all have the same decimals, their ends are in line")
  func plain() {
    let plain = table([[.number("0.50")], [.number("-12.25")]])
    #expect(plain.latex == "\\begin{array}{@{}r@{}} 0.50 \\\\[1pt]\n{-12.25} \\end{array}")
    #expect(!plain.mathML(isDisplay: false).contains("mspace"))
  }

  @Test("in LaTeX a column with an exponent is split at the point")
  func latex() {
    #expect(
      table(mixed).latex == """
        \\begin{array}{@{}rr@{}l@{}} 0.5000 & {-2} & {.8\\mathrm{e}{-}17} \\\\[1pt]
        12.2500 & 0 & .1250 \\end{array}
        """)
    let elided = table([[.number("1.0e-05")], [.command("vdots")], [.number("0.5000")]])
    #expect(elided.latex.contains("\\multicolumn{2}{c}{\\vdots}"))
  }

  @Test("in MathML the shorter ends have space after them")
  func mathML() {
    let text = table(mixed).mathML(isDisplay: false)
    #expect(text.contains("<mtd><mrow><mn>0.1250</mn><mspace width=\"0.27em\"/></mrow></mtd>"))
    #expect(text.contains("<mn>2.8e-17</mn></mrow></mtd>"))
    #expect(text.contains("<mtd><mn>0.5000</mn></mtd>"))
  }
}
