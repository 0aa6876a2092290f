"""Prints as JSON what runs in the emulator: digests of the functions' code by name, and each node's image tag. Arguments: endpoint, region.

What the launch template says is what a node of it was started with, so the nodes are asked and not the template's newest version.
"""

import base64
import gzip
import json
import re
import sys

import boto3
from botocore.config import Config

endpoint, region = sys.argv[1:3]
settings = {
    "endpoint_url": endpoint,
    "region_name": region,
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
    "config": Config(retries={"max_attempts": 3}),
}
functions = boto3.client("lambda", **settings)
groups = boto3.client("autoscaling", **settings)
machines = boto3.client("ec2", **settings)


def image_tag(template: str, version: str) -> str:
    found = machines.describe_launch_template_versions(LaunchTemplateId=template, Versions=[version])
    data = found["LaunchTemplateVersions"][0]["LaunchTemplateData"]["UserData"]
    raw = base64.b64decode(data)
    script = gzip.decompress(raw if raw[:2] == b"\x1f\x8b" else base64.b64decode(raw)).decode()
    return re.search(r"braintrust/brainstore:([A-Za-z0-9._-]+)", script).group(1)


code = {
    function["FunctionName"]: base64.b64decode(function["CodeSha256"]).hex()
    for function in functions.list_functions()["Functions"]
}
nodes = [
    image_tag(instance["LaunchTemplate"]["LaunchTemplateId"], instance["LaunchTemplate"]["Version"])
    for group in groups.describe_auto_scaling_groups()["AutoScalingGroups"]
    for instance in group["Instances"]
]
json.dump({"code": code, "nodes": nodes}, sys.stdout)
