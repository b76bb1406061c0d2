"""The door to pandoc: Markdown to trees and back, documents to formats."""
