"""Inputs of strangers, made by mutation, for everything that reads files: how many were tried, and what they broke."""
