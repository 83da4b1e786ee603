import Source
import Tutoring

/// The page of a step, whole: for following a lesson line by line.
public func learnText(_ state: LearnState, profile: TerminalProfile) -> String {
  var profile = profile
  profile.digits = state.digits ?? profile.digits
  return profile.text(LearnPage(state, profile).lines)
}

/// The list of contents with how far somebody is.
public func learnContents(_ state: LearnState, profile: TerminalProfile) -> String {
  let selection = state.plan.placeOfStep[state.position] ?? 0
  return profile.text(LearnContents(state, profile, selection: selection).lines)
}
