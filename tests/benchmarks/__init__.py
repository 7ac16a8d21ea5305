"""How fast nnlib is, beside its peers: `python -m tests.benchmarks` measures, and writes CONTRIBUTING.md's tables."""
