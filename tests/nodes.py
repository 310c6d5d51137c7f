"""A Ray cluster of two nodes on this machine, for as long as standard input is open; prints its address.

A program of its own: what Ray starts, warns of and leaves open stays out of the tests' process.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile


def main(cores: int) -> None:
    """Start the cluster, tell its address, and wait."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    from ray.cluster_utils import Cluster

    folder = tempfile.mkdtemp(prefix="dl-", dir="/tmp")  # short: Ray makes sockets in it
    settings = {
        "num_cpus": cores,
        "temp_dir": folder,
        "object_store_memory": 100_000_000,
        "include_dashboard": False,
    }
    cluster = Cluster()
    try:
        cluster.add_node(**settings)
        cluster.add_node(**settings)
        cluster.wait_for_nodes()
        sys.stdout.write(f"{cluster.address}\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        cluster.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
