"""bin/demo: the real arrangement and one invented year of its work, on an embedded database."""

import sys

import serving


def main() -> int:
    chosen = serving.options("Serves the demonstration until Ctrl-C.", data="data/demo")
    serving.require_free(chosen.port)
    serving.require_folder(chosen.data)
    serving.make_ready("product")
    serving.settle(chosen, {"THREESPIRES_DEMO": "1"})
    serving.fill(chosen.data, reset=chosen.reset)
    address = f"http://localhost:{chosen.port}/"
    return serving.serve(
        {
            "web": [*serving.MANAGE, "web", f"--bind=127.0.0.1:{chosen.port}"],
            "jobs": [*serving.MANAGE, "jobs"],
        },
        ready=f"{address}health/",
        announce=lambda: print(f"Threespires is ready at {address}", flush=True),
        meanwhile=lambda: None,
    )


if __name__ == "__main__":
    sys.exit(main())
