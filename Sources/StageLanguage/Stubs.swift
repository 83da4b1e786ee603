/// x
public func closestMatch(to: String, among: [String]) -> String? { nil }
