"""Prints what is in the emulator as JSON: {kind: [name, …]}. Arguments: endpoint, region.

The calls are the public ones, so the answer does not depend on how terraform or the shim see things. What AWS itself
keeps after a deletion is left out (keys and secrets that are pending deletion, terminated instances), and so are the
parameters that AWS publishes.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
import jmespath
from botocore.config import Config

# kind: (service, operation, arguments, where the names are in the answer)
KINDS: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "vpc": ("ec2", "describe_vpcs", {}, "Vpcs[?!IsDefault].VpcId"),
    "subnet": ("ec2", "describe_subnets", {}, "Subnets[?!DefaultForAz].SubnetId"),
    "nat gateway": ("ec2", "describe_nat_gateways", {}, "NatGateways[?State!='deleted'].NatGatewayId"),
    "address": ("ec2", "describe_addresses", {}, "Addresses[].AllocationId"),
    "internet gateway": ("ec2", "describe_internet_gateways", {}, "InternetGateways[].InternetGatewayId"),
    "vpc endpoint": ("ec2", "describe_vpc_endpoints", {}, "VpcEndpoints[?State!='deleted'].VpcEndpointId"),
    "security group": ("ec2", "describe_security_groups", {}, "SecurityGroups[?GroupName!='default'].GroupId"),
    "flow log": ("ec2", "describe_flow_logs", {}, "FlowLogs[].FlowLogId"),
    "launch template": ("ec2", "describe_launch_templates", {}, "LaunchTemplates[].LaunchTemplateName"),
    "instance": (
        "ec2",
        "describe_instances",
        {},
        "Reservations[].Instances[?State.Name!='terminated'].InstanceId[]",
    ),
    "auto scaling group": (
        "autoscaling",
        "describe_auto_scaling_groups",
        {},
        "AutoScalingGroups[].AutoScalingGroupName",
    ),
    "load balancer": ("elbv2", "describe_load_balancers", {}, "LoadBalancers[].LoadBalancerName"),
    "target group": ("elbv2", "describe_target_groups", {}, "TargetGroups[].TargetGroupName"),
    "database": ("rds", "describe_db_instances", {}, "DBInstances[].DBInstanceIdentifier"),
    "database snapshot": (
        "rds",
        "describe_db_snapshots",
        {"SnapshotType": "manual"},
        "DBSnapshots[].DBSnapshotIdentifier",
    ),
    "database subnet group": ("rds", "describe_db_subnet_groups", {}, "DBSubnetGroups[].DBSubnetGroupName"),
    "database parameter group": ("rds", "describe_db_parameter_groups", {}, "DBParameterGroups[].DBParameterGroupName"),
    "cache": ("elasticache", "describe_replication_groups", {}, "ReplicationGroups[].ReplicationGroupId"),
    "cache node": ("elasticache", "describe_cache_clusters", {}, "CacheClusters[].CacheClusterId"),
    "cache subnet group": (
        "elasticache",
        "describe_cache_subnet_groups",
        {},
        "CacheSubnetGroups[].CacheSubnetGroupName",
    ),
    "cache parameter group": (
        "elasticache",
        "describe_cache_parameter_groups",
        {},
        "CacheParameterGroups[].CacheParameterGroupName",
    ),
    "bucket": ("s3", "list_buckets", {}, "Buckets[].Name"),
    "function": ("lambda", "list_functions", {}, "Functions[].FunctionName"),
    "layer": ("lambda", "list_layers", {}, "Layers[].LayerName"),
    "role": ("iam", "list_roles", {}, "Roles[].RoleName"),
    "policy": ("iam", "list_policies", {"Scope": "Local"}, "Policies[].PolicyName"),
    "instance profile": ("iam", "list_instance_profiles", {}, "InstanceProfiles[].InstanceProfileName"),
    "key alias": ("kms", "list_aliases", {}, "Aliases[?!starts_with(AliasName, 'alias/aws/')].AliasName"),
    "secret": ("secretsmanager", "list_secrets", {}, "SecretList[?!DeletedDate].Name"),
    "parameter": ("ssm", "describe_parameters", {}, "Parameters[?!starts_with(Name, '/aws/')].Name"),
    "document": (
        "ssm",
        "list_documents",
        {"Filters": [{"Key": "Owner", "Values": ["Self"]}]},
        "DocumentIdentifiers[].Name",
    ),
    "log group": ("logs", "describe_log_groups", {}, "logGroups[].logGroupName"),
    "alarm": ("cloudwatch", "describe_alarms", {}, "MetricAlarms[].AlarmName"),
    "dashboard": ("cloudwatch", "list_dashboards", {}, "DashboardEntries[].DashboardName"),
    "event rule": ("events", "list_rules", {}, "Rules[].Name"),
    "topic": ("sns", "list_topics", {}, "Topics[].TopicArn"),
    "distribution": ("cloudfront", "list_distributions", {}, "DistributionList.Items[].Id"),
    "rest api": ("apigateway", "get_rest_apis", {}, "items[].name"),
}


def client(service: str) -> Any:
    config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}, read_timeout=30)
    return boto3.client(
        service,
        endpoint_url=sys.argv[1],
        region_name=sys.argv[2],
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=config,
    )


def names(clients: dict[str, Any], kind: str) -> list[str]:
    service, operation, arguments, where = KINDS[kind]
    api = clients[service]
    pages = (
        api.get_paginator(operation).paginate(**arguments)
        if api.can_paginate(operation)
        else [getattr(api, operation)(**arguments)]
    )
    return sorted(name for page in pages for name in jmespath.search(where, page) or [])


def enabled_keys(kms: Any) -> Iterator[str]:
    for page in kms.get_paginator("list_keys").paginate():
        for key in page["Keys"]:
            found = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if found["KeyManager"] == "CUSTOMER" and found["KeyState"] != "PendingDeletion":
                yield key["KeyId"]


def main() -> None:
    # Made one after the other: making a client is not safe in several threads.
    clients = {service: client(service) for service in sorted({row[0] for row in KINDS.values()})}
    with ThreadPoolExecutor(4) as pool:
        listed = dict(zip(KINDS, pool.map(lambda kind: names(clients, kind), KINDS), strict=True))
    listed["key"] = sorted(enabled_keys(clients["kms"]))
    json.dump({kind: found for kind, found in listed.items() if found}, sys.stdout)


if __name__ == "__main__":
    main()
