"""The latency benchmark sees the pictures change that it times."""

from tests.benchmarks import latency
from tests.browser.lab import Lab


def test_every_contender_that_is_installed_changes_its_picture(lab: Lab):
    found = latency.measure_in(lab, 1, [latency.CURVE])
    assert list(found) == [latency.CURVE]
    assert found[latency.CURVE][latency.NNLIB] > 0
    assert found[latency.CURVE][latency.INLINE] > 0
