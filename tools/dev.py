"""bin/dev: the product for whoever works on it. Code, pages and style are taken up as they are saved."""

import sys

import assets
import serving


def main() -> int:
    chosen = serving.options("Serves the product to a developer until Ctrl-C.", data="data/dev")
    serving.require_free(chosen.port)
    serving.require_folder(chosen.data)
    serving.make_ready("work")
    serving.settle(chosen, {"THREESPIRES_DEVELOPMENT": "1"})
    serving.fill(chosen.data, reset=chosen.reset)
    address = f"http://localhost:{chosen.port}/"
    return serving.serve(
        {
            "web": [*serving.MANAGE, "runserver", f"127.0.0.1:{chosen.port}"],
            "jobs": [*serving.MANAGE, "jobs"],
        },
        ready=f"{address}health/",
        announce=lambda: print(f"Threespires is ready at {address}", flush=True),
        meanwhile=lambda: assets.build(serving.ROOT),
    )


if __name__ == "__main__":
    sys.exit(main())
