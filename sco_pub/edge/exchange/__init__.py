"""The doors to translators' tools: a Table in, a file's bytes out, and back; one module a format."""
