"""The forum's work: what the front line sees emerging, read by its moderators and turned into learning."""
