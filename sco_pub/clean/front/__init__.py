"""The front matter: title, authors, affiliations, abstract, key words, funding, dates."""
