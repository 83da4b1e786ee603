import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser finds in a text.
public final class XMLReading: NSObject, XMLParserDelegate {
  /// The elements, in order.
  public private(set) var elements: [(name: String, attributes: [String: String])] = []
  /// Why it is not well-formed, and where; nil if it is.
  public private(set) var error: String?

  /// Reads a whole text.
  public init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() {
      error =
        "\(parser.lineNumber):\(parser.columnNumber): \(String(describing: parser.parserError))"
    }
  }

  /// Takes an element down.
  public func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }
}
