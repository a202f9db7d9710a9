"""How long a case is kept, what stops that it is let go, and letting it go for good: by two, with a certificate."""
