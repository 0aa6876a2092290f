"""ElastiCache: parameter groups, and replication groups whose nodes exist and can be changed."""

import inspect
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from .registry import difference

API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference"


class ParameterGroupNotFound(ElastiCacheException):
    code = "CacheParameterGroupNotFound"

    def __init__(self, name: str):
        super().__init__(f"CacheParameterGroup {name} not found.")


class ParameterGroup:
    def __init__(self, backend: ElastiCacheBackend, name: str, family: str, description: str):
        self.cache_parameter_group_name = name
        self.cache_parameter_group_family = family
        self.description = description
        self.is_global = False
        self.arn = f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:parametergroup:{name}"
        self.parameters: dict[str, str] = {}


def groups(backend: ElastiCacheBackend) -> dict[str, ParameterGroup]:
    return backend.__dict__.setdefault("shim_parameter_groups", {})


def group(backend: ElastiCacheBackend, name: str) -> ParameterGroup:
    if name not in groups(backend):
        raise ParameterGroupNotFound(name)
    return groups(backend)[name]


@difference(
    "redis-parameter-groups",
    moto="has none of the actions on cache parameter groups: answers 500, NotImplementedError",
    aws=f"{API}/API_CreateCacheParameterGroup.html",
    needed_by="aws_elasticache_parameter_group: cannot be created",
)
def parameter_groups() -> None:
    def create_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
        params, backend = self._get_params(), self.elasticache_backend
        made = ParameterGroup(
            backend,
            params["CacheParameterGroupName"],
            params["CacheParameterGroupFamily"],
            params.get("Description", ""),
        )
        groups(backend)[made.cache_parameter_group_name] = made
        if params.get("Tags"):
            backend.tagging_service.tag_resource(made.arn, params["Tags"])
        return ActionResult({"CacheParameterGroup": made})

    def describe_cache_parameter_groups(self: ElastiCacheResponse) -> ActionResult:
        name, backend = self._get_param("CacheParameterGroupName"), self.elasticache_backend
        found = [group(backend, name)] if name else list(groups(backend).values())
        return ActionResult({"CacheParameterGroups": found})

    def describe_cache_parameters(self: ElastiCacheResponse) -> ActionResult:
        found = group(self.elasticache_backend, self._get_param("CacheParameterGroupName"))
        # The engine's defaults are left out: the provider asks for Source=user only.
        rows = [
            {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
            for name, value in found.parameters.items()
        ]
        return ActionResult({"Parameters": rows})

    def modify_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
        params = self._get_params()
        changed = group(self.elasticache_backend, params["CacheParameterGroupName"])
        for row in params.get("ParameterNameValues", []):
            changed.parameters[row["ParameterName"]] = row["ParameterValue"]
        return ActionResult({"CacheParameterGroupName": changed.cache_parameter_group_name})

    def delete_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
        name, backend = self._get_param("CacheParameterGroupName"), self.elasticache_backend
        groups(backend).pop(group(backend, name).cache_parameter_group_name)
        return EmptyResult()

    for action in (
        create_cache_parameter_group,
        describe_cache_parameter_groups,
        describe_cache_parameters,
        modify_cache_parameter_group,
        delete_cache_parameter_group,
    ):
        setattr(ElastiCacheResponse, action.__name__, action)


@difference(
    "redis-parameter-group-tags",
    moto="refuses the ARN of a parameter group as malformed when asked for its tags",
    aws=f"{API}/API_ListTagsForResource.html",
    needed_by="aws_elasticache_parameter_group: reading it back fails",
)
def parameter_group_tags() -> None:
    asked = ElastiCacheBackend.list_tags_for_resource

    def list_tags_for_resource(self: ElastiCacheBackend, arn: str) -> Any:
        if ":parametergroup:" in arn:
            return self.tagging_service.list_tags_for_resource(arn)
        return asked(self, arn)

    ElastiCacheBackend.list_tags_for_resource = list_tags_for_resource


@difference(
    "redis-subnet-group-delete",
    moto="has no DeleteCacheSubnetGroup: answers 500, NotImplementedError",
    aws=f"{API}/API_DeleteCacheSubnetGroup.html",
    needed_by="aws_elasticache_subnet_group: cannot be destroyed",
)
def subnet_group_delete() -> None:
    def delete_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
        name, backend = self._get_param("CacheSubnetGroupName"), self.elasticache_backend
        backend.describe_cache_subnet_groups(name)
        backend.cache_subnet_groups.pop(name)
        return EmptyResult()

    ElastiCacheResponse.delete_cache_subnet_group = delete_cache_subnet_group


@difference(
    "redis-nodes",
    moto="ignores NumCacheClusters, and the nodes that a group names do not exist as cache clusters",
    aws=f"{API}/API_CreateReplicationGroup.html",
    needed_by="aws_elasticache_replication_group: reading it back fails on the first node",
)
def nodes() -> None:
    created = ElastiCacheBackend.create_replication_group

    def create_replication_group(self: ElastiCacheBackend, **request: Any) -> ReplicationGroup:
        if (request.get("num_cache_clusters") or 1) > 1 and not request.get("replicas_per_node_group"):
            request["replicas_per_node_group"] = request["num_cache_clusters"] - 1
        made = created(self, **request)
        for node_id in made.member_clusters:
            add_node(self, made, node_id)
        return made

    ElastiCacheBackend.create_replication_group = create_replication_group


def add_node(backend: ElastiCacheBackend, owner: ReplicationGroup, node_id: str) -> None:
    request: dict[str, Any] = dict.fromkeys(inspect.signature(backend.create_cache_cluster).parameters)
    shared = {key: getattr(owner, key) for key in request if hasattr(owner, key)}
    shared["tags"] = None
    node = backend.create_cache_cluster(**{**request, **shared, "cache_cluster_id": node_id, "num_cache_nodes": 1})
    node.at_rest_encryption_enabled = owner.at_rest_encryption_enabled
    node.transit_encryption_mode = owner.transit_encryption_mode
    describe_node(node)


def describe_node(node: Any) -> None:
    """The two things that AWS nests in its answer where moto keeps plain names."""
    node.cache_parameter_group = {
        "CacheParameterGroupName": node.cache_parameter_group_name,
        "ParameterApplyStatus": "in-sync",
    }
    node.security_groups = [{"SecurityGroupId": each, "Status": "active"} for each in node.security_group_ids]


@difference(
    "redis-delete",
    moto="leaves a deleted replication group in the status `deleting` for ever, with its nodes",
    aws=f"{API}/API_DeleteReplicationGroup.html",
    needed_by="aws_elasticache_replication_group: destroy waits until it times out",
)
def group_delete() -> None:
    deleted = ElastiCacheBackend.delete_replication_group

    def delete_replication_group(self: ElastiCacheBackend, *args: Any, **kwargs: Any) -> ReplicationGroup:
        gone = deleted(self, *args, **kwargs)
        self.replication_groups.pop(gone.replication_group_id)
        for node_id in gone.member_clusters:
            self.cache_clusters.pop(node_id, None)
        return gone

    ElastiCacheBackend.delete_replication_group = delete_replication_group


@difference(
    "redis-modify",
    moto="has no ModifyReplicationGroup: answers 500, NotImplementedError",
    aws=f"{API}/API_ModifyReplicationGroup.html",
    needed_by="aws_elasticache_replication_group: no change in place is possible",
)
def group_modify() -> None:
    def modify_replication_group(self: ElastiCacheResponse) -> ActionResult:
        params, backend = self._get_params(), self.elasticache_backend
        changed = backend.describe_replication_groups(params["ReplicationGroupId"])[0]
        changed.description = params.get("ReplicationGroupDescription", changed.description)
        for key, switch in (("AutomaticFailoverEnabled", "automatic_failover"), ("MultiAZEnabled", "multi_az")):
            if (wanted := self._get_bool_param(key)) is not None:
                setattr(changed, switch, "enabled" if wanted else "disabled")
        nodes_of = [backend.cache_clusters[each] for each in changed.member_clusters]
        for key, attribute in SHARED_SETTINGS.items():
            if key in params:
                for each in (changed, *nodes_of):
                    setattr(each, attribute, int(params[key]) if key == "SnapshotRetentionLimit" else params[key])
        for node in nodes_of:
            describe_node(node)
        return ActionResult({"ReplicationGroup": changed})

    ElastiCacheResponse.modify_replication_group = modify_replication_group


SHARED_SETTINGS = {
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "EngineVersion": "engine_version",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "SecurityGroupIds": "security_group_ids",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
}
