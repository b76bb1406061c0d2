"""Take a Master, give a Template; take a Master and a Catalogue, give an Edition."""
