"""What all tests share: hypothesis draws the same examples in every run, keeps no files and ignores the clock."""

from hypothesis import settings

settings.register_profile("nnlib", derandomize=True, database=None, deadline=None, max_examples=50)
settings.load_profile("nnlib")
