"""Papers for meetings, and the packs made of them."""
