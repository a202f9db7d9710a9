"""One index of everything, searched only among what the asker may see."""
