"""bin/demo: the real arrangement and one invented year of its work, on an embedded database."""

import sys

import serving


def main() -> int:
    chosen = serving.options("Serves the demonstration until Ctrl-C.", data="data/demo")
    serving.require_free(chosen.port)
    serving.settle(chosen, {"THREESPIRES_DEMO": "1"})
    serving.fill(chosen.data, reset=chosen.reset)
    address = f"http://localhost:{chosen.port}/"
    return serving.serve(
        {"web": web(chosen.port), "jobs": [*serving.MANAGE, "jobs"]},
        ready=f"{address}health/",
        announce=lambda: print(f"Threespires is ready at {address}", flush=True),
        meanwhile=lambda: None,
    )


def web(port: int) -> list[str]:
    """Two workers, one for each of two cores. The control socket would be written to the home folder."""
    gunicorn = [sys.executable, "-m", "gunicorn", "threespires.config.wsgi", "--no-control-socket"]
    return [*gunicorn, "--workers=2", f"--bind=127.0.0.1:{port}", "--log-level=warning"]


if __name__ == "__main__":
    sys.exit(main())
