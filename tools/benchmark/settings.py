"""The product's settings, with the floor's pages beside its own. Only the benchmark reads them."""

import os

from threespires.config import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})
ROOT_URLCONF = "benchmark.urls"
INSTALLED_APPS = [*product.INSTALLED_APPS, "benchmark"]
if os.environ.get("BENCHMARK_WITHOUT_WALL"):
    MIDDLEWARE = [each for each in product.MIDDLEWARE if not each.endswith(".WallMiddleware")]
