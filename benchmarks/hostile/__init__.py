"""Inputs that mean harm, made by hand, and what the commands do with them."""
