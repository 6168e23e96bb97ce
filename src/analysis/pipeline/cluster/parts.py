"""How are the parts of a register counted on the machines of a Dask cluster?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.pipeline.cluster.executor import Cluster
from analysis.sources.register.counting import Counts, PartTask
from analysis.sources.register.spells import Part

PARTS = 16
"""How many at least, so that each worker has some."""


class OnCluster:
    """Hands each part to a worker of the cluster at an address, and brings back its counts alone.

    The workers see the files under the same path, as those of a build do; no row of a person
    travels. The parts come back in their order, so what they come to is the same to the last byte.
    """

    def __init__(self, address: str, root: Path) -> None:
        self._address, self._root = address, root

    def __call__(self, task: PartTask, parts: Sequence[Part]) -> Iterable[Counts]:
        """What comes of each part? Raises what a part raised, ClusterLost, CannotBegin."""
        with Cluster(self._address, self._root) as cluster:
            yield from cluster.map(task, parts)
