"""What stands between the web server and Django, the outermost first: the log and the metrics, the answers about the
site's health, the limits, the store of answers. Each is a WSGI application around the next one.
"""

from functools import partial


def application_in_layers(django):
    """Return the application as visitors meet it. Call it before the web server forks: its workers share counters."""
    from django.conf import settings

    from .health import Health
    from .metrics import Metrics
    from .observing import Observed
    from .rate_limits import Limited
    from .stored_answers import StoredAnswers

    metrics = Metrics()
    layers = [
        partial(StoredAnswers, capacity=settings.STORE_MB * 2**20),
        partial(Limited, rates=settings.RATES),
        partial(Health, metrics=metrics, token=settings.METRICS_TOKEN),
        partial(Observed, metrics=metrics, writes_log=settings.ACCESS_LOG),
    ]
    for layer in layers:
        django = layer(django)
    return django
