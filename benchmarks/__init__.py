"""How fast the program is, beside a baseline measured in the same run: python -m benchmarks."""
