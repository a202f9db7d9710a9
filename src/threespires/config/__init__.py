"""The roof: settings, addresses, the clock. Gathers the rooms; no room imports it."""
