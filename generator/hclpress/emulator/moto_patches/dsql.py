"""Gaps in Amazon Aurora DSQL."""

from __future__ import annotations

from collections.abc import Callable

from moto.dsql.exceptions import ValidationException
from moto.dsql.models import AuroraDSQLBackend, Cluster

from hclpress.emulator.moto_patch import Patch, around, before


class PendingSetupOfPeers(Patch):
    """A cluster that has a witness and no peers waits in PENDING_SETUP until `UpdateCluster` names them.

    Moto makes it active at once; the provider waits for the state AWS documents, and fails.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Return the state whenever a cluster is described."""

        @around(AuroraDSQLBackend, "get_cluster")
        def _(original: Callable[..., Cluster]) -> Callable[..., Cluster]:
            def get_cluster(self: AuroraDSQLBackend, identifier: str) -> Cluster:
                cluster = original(self, identifier)
                peering = cluster.multi_region_properties or {}
                alone = peering.get("witnessRegion") and not peering.get("clusters")
                if alone and cluster.status in {"CREATING", "ACTIVE"}:
                    cluster.status = "PENDING_SETUP"
                elif not alone and cluster.status == "PENDING_SETUP":
                    cluster.status = "ACTIVE"
                return cluster

            return get_cluster


class RefuseProtectedClusters(Patch):
    """A protected cluster cannot be deleted: AWS answers with `ValidationException`, moto with `ConflictException`."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look at the protection first."""

        @before(AuroraDSQLBackend, "delete_cluster")
        def _(self: AuroraDSQLBackend, identifier: str) -> None:
            cluster = self.clusters.get(identifier)
            if cluster is not None and cluster.deletion_protection_enabled:
                raise ValidationException("Deletion protection is enabled for this cluster.")
