import Tutoring

extension PaperArithmetic {
  /// What it means for the claims of a lesson.
  var suspension: String {
    "claims are not checked: every value is rounded to \(decimalsInWords)"
  }

  /// `1 decimal`, `4 decimals`.
  var decimalsInWords: String { decimals == 1 ? "1 decimal" : "\(decimals) decimals" }
}
