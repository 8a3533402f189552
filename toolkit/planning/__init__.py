"""The mathematics: shapes, bounds, one period, a year, and rules that cannot hold together."""
