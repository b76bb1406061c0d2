"""What stands on a page and isn't the article: folios, running heads, publishers' stamps; where pages end."""
