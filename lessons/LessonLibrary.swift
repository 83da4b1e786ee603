/// The lessons that are part of the program, in the Markdown files beside this one.
public enum LessonLibrary {
  /// A lesson and the name it is called by.
  public struct Entry: Sendable {
    /// The name: its file's, without the ending.
    public let name: String
    /// Its text, UTF-8.
    public let bytes: [UInt8]
  }

  /// The lessons, in the order in which they are best read.
  public static var lessons: [Entry] {
    [
      Entry(name: "xor", bytes: PackageResources.xor_md),
      Entry(name: "mazur", bytes: PackageResources.mazur_md),
      Entry(name: "xor-training", bytes: PackageResources.xor_training_md),
      Entry(name: "vanishing-exploding", bytes: PackageResources.vanishing_exploding_md),
    ]
  }

  /// A small lesson that shows an author one of everything, UTF-8.
  public static var template: [UInt8] { PackageResources.template_md }
}
