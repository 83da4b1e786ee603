import Tutoring

extension PaperArithmetic {
  /// What it means for the claims of a lesson.
  var suspension: String {
    "claims are not checked: every value is rounded to \(decimals) "
      + (decimals == 1 ? "decimal" : "decimals")
  }
}
