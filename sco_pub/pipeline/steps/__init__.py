"""The steps of the graph: pure functions of what they are given, which workers do.

Each is a module of its own, so that its closure of imports is what its output depends on (edge.program).
"""
