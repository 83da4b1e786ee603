extension StringProtocol {
  /// Whether it has no control characters but line feeds and tabs.
  var hasOnlyText: Bool {
    unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t"
        || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    }
  }

}

extension String {
  /// The same without escape sequences that set colours and weights.
  var withoutStyles: String {
    // By scalars: what follows an escape sequence may join its last letter to one character.
    replacing(#/\u{1B}\[[0-9;]*m/#.matchingSemantics(.unicodeScalar), with: "")
  }
}
