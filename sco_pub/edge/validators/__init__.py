"""Take a file that was made, give what an outside validator says of it: one module a validator, each with ``check``.

Every ``check(path)`` gives a ``Check`` and never raises for a missing tool: what is not installed is a result too.
"""
