"""The register of duties, and holding agencies to account."""
