import ArgumentParser
import Rendering

@main
struct Brickwise: ParsableCommand {
  mutating func run() { print("brickwise") }
}
