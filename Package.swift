// swift-tools-version: 6.1
import PackageDescription

// Warnings are errors in our own targets only: a dependency's warnings are not ours to fix.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

/// A library target and the targets it may use.
///
/// Arrows point at what is used; nothing points back.
func library(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of the target of the same name, in `Tests/<Name>Tests`.
func tests(
  of name: String, uses dependencies: [Target.Dependency] = [], beside fixtures: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    exclude: fixtures,
    swiftSettings: strict)
}

let package = Package(
  name: "Brickwise",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "brickwise", targets: ["brickwise"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CTerminal"),
    library("Source"),
    library("CommonMark", uses: ["CCmark", "Source"]),
    library("Matrices"),
    // Always optimized: tests train too, and C without optimization is not worth its trouble.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    library("StageLanguage", uses: ["CKernels", "Matrices", "Source"]),
    library("Lessons", uses: ["StageLanguage", "CommonMark", "Matrices", "Source"]),
    library("Tutoring", uses: ["Lessons", "StageLanguage", "Matrices", "Source"]),
    library(
      "Rendering",
      uses: ["Tutoring", "Lessons", "StageLanguage", "Matrices", "CommonMark", "Source"]),
    .target(
      name: "LessonLibrary", path: "lessons",
      resources: [
        .embedInCode("xor.md"), .embedInCode("mazur.md"), .embedInCode("xor-training.md"),
        .embedInCode("vanishing-exploding.md"), .embedInCode("template.md"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "brickwise",
      dependencies: [
        "Rendering", "LessonLibrary", "CTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(name: "TestSupport", dependencies: ["Source"], path: "Tests/TestSupport"),
    tests(of: "Source"),
    tests(of: "CommonMark"),
    tests(of: "Matrices"),
    tests(of: "StageLanguage"),
    tests(of: "Lessons"),
    tests(of: "Tutoring", uses: ["LessonLibrary"]),
    tests(of: "Rendering", uses: ["LessonLibrary"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["TestSupport", "LessonLibrary", "Rendering", "brickwise"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
