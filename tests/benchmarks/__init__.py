"""How fast nnlib is, beside its peers: `python -m tests.benchmarks` measures, and writes the tables of README.md."""
