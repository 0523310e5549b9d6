"""The parts of the admin that all record types share; it depends on none of them."""
