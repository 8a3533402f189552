"""Many periods: the fewest in which everyone meets, looked up or searched for as a whole."""
