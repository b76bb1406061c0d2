"""The text with the origin of each of its signs, the ledger of every change, and the gate that proves it."""
