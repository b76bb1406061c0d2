"""Take nothing, give the nouns that every other room speaks in."""
