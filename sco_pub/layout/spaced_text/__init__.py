"""Text that keeps the look of its page in white space (pdftotext -layout): columns, line ends, raised marks."""
