"""moto_server plus what moto 5.2.1 lacks for the resources of our stacks.

Run it with the arguments of `moto_server`. Each difference is an entry of its own under `differences/`; README.md lists
them by name. `SHIM_WITHOUT=name,name` leaves entries out, which is how the need for each is shown.
"""

import os
import signal
import sys
import threading
import time

sys.dont_write_bytecode = True  # the checkout stays as it is
# Without it, attaching a policy such as AWSLambdaVPCAccessExecutionRole answers NoSuchEntity; moto reads it at import.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

from connections import lose_no_answer  # noqa: E402
from differences import (  # noqa: E402, F401
    autoscaling,
    cloudfront,
    ec2,
    elasticache,
    functions,
    gateway,
    logs,
    rds,
    secrets,
)
from differences.registry import apply_all  # noqa: E402
from moto.moto_api._internal import moto_api_backend  # noqa: E402
from moto.server import main  # noqa: E402


def end_with_starter(starter: int) -> None:
    """A starter that was killed cannot stop us."""
    while os.getppid() == starter:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    signal.alarm(int(os.environ.get("SHIM_SECONDS", "0")))  # 0 sets none
    if "SHIM_STARTER" in os.environ:
        threading.Thread(target=end_with_starter, args=(int(os.environ["SHIM_STARTER"]),), daemon=True).start()
    # An invoked function answers from a queue instead of starting a container.
    moto_api_backend.set_config({"lambda": {"use_docker": False}, "batch": {"use_docker": False}})
    lose_no_answer()
    skipped = {name for name in os.environ.get("SHIM_WITHOUT", "").split(",") if name}
    for name in apply_all(skipped):
        print(f"shim: {name}", file=sys.stderr, flush=True)
    main(sys.argv[1:])
