"""Lines of enquiry, and the priorities that the executive sets from them."""
