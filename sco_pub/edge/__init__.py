"""Take the world outside (files, programs, formats), give the model's nouns, and the other way round."""
