import ArgumentParser

extension CommandConfiguration {
  /// The configuration of one of Brickwise's commands.
  ///
  /// A command that says whose it is is not asked for completions of its own, which nobody types and
  /// which takes as long as reading the arguments does.
  init(named name: String, abstract: String, discussion: String = "", shouldDisplay: Bool = true) {
    self.init(
      commandName: name, _superCommandName: "brickwise", abstract: abstract,
      discussion: discussion, shouldDisplay: shouldDisplay)
  }
}
