"""Every device of this robot tried out, one by one, for whoever installs it or looks for a fault."""
