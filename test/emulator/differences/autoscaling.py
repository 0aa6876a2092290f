"""Auto Scaling: instance refresh, what a node was started with, and the role of a group."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import AutoScalingBackend, InstanceState
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from .registry import difference


@dataclass
class Refresh:
    """https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceRefresh.html"""

    id: str
    group: str
    due: float
    start: datetime = field(default_factory=lambda: datetime.now(timezone.utc))
    status: str = "InProgress"
    end: datetime | None = None

    def finish(self, status: str) -> None:
        self.status, self.end = status, datetime.now(timezone.utc)

    def row(self) -> dict[str, Any]:
        row = {
            "InstanceRefreshId": self.id,
            "AutoScalingGroupName": self.group,
            "Status": self.status,
            "PercentageComplete": 100 if self.status == "Successful" else 0,
            "StartTime": self.start.isoformat(),
        }
        return row if self.end is None else {**row, "EndTime": self.end.isoformat()}


class RefreshInProgressError(AutoscalingClientError):
    code = "InstanceRefreshInProgress"
    message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."


class NoActiveRefreshError(AutoscalingClientError):
    code = "ActiveInstanceRefreshNotFound"
    message = "No in progress or pending Instance Refresh found."


settling = threading.Lock()


@difference(
    "instance-refresh",
    moto="has no StartInstanceRefresh, CancelInstanceRefresh and DescribeInstanceRefreshes: answers 500, NotImplementedError",
    aws="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html",
    needed_by="aws_autoscaling_group with instance_refresh: fails on any change of the launch template",
)
def instance_refresh() -> None:
    seconds = float(os.environ.get("SHIM_REFRESH_SECONDS", "0"))
    described_groups = AutoScalingResponse.describe_auto_scaling_groups

    def refreshes(backend: AutoScalingBackend) -> list[Refresh]:
        """Newest first, as AWS lists them; those that are due are carried out."""
        found: list[Refresh] = backend.__dict__.setdefault("shim_refreshes", [])
        with settling:
            for refresh in found:
                if refresh.status == "InProgress" and time.monotonic() >= refresh.due:
                    carry_out(backend, refresh)
        return found

    def active(self: AutoScalingResponse) -> Refresh | None:
        group = self._get_param("AutoScalingGroupName")
        mine = (each for each in refreshes(self.autoscaling_backend) if each.group == group)
        return next((each for each in mine if each.status == "InProgress"), None)

    def start_instance_refresh(self: AutoScalingResponse) -> ActionResult:
        if active(self):
            raise RefreshInProgressError()
        begun = Refresh(str(mock_random.uuid4()), self._get_param("AutoScalingGroupName"), time.monotonic() + seconds)
        refreshes(self.autoscaling_backend).insert(0, begun)
        return ActionResult({"InstanceRefreshId": begun.id})

    def cancel_instance_refresh(self: AutoScalingResponse) -> ActionResult:
        refresh = active(self)
        if refresh is None:
            raise NoActiveRefreshError()
        refresh.finish("Cancelled")
        return ActionResult({"InstanceRefreshId": refresh.id})

    def describe_instance_refreshes(self: AutoScalingResponse) -> ActionResult:
        group, ids = self._get_param("AutoScalingGroupName"), self._get_param("InstanceRefreshIds", [])
        rows = [each for each in refreshes(self.autoscaling_backend) if each.group == group]
        return ActionResult({"InstanceRefreshes": [each.row() for each in rows if not ids or each.id in ids]})

    def describe_auto_scaling_groups(self: AutoScalingResponse) -> ActionResult:
        refreshes(self.autoscaling_backend)
        return described_groups(self)

    AutoScalingResponse.start_instance_refresh = start_instance_refresh
    AutoScalingResponse.cancel_instance_refresh = cancel_instance_refresh
    AutoScalingResponse.describe_instance_refreshes = describe_instance_refreshes
    AutoScalingResponse.describe_auto_scaling_groups = describe_auto_scaling_groups


def carry_out(backend: AutoScalingBackend, refresh: Refresh) -> None:
    """All nodes at once, new ones first. AWS goes node by node; from outside, old ones serve until it is over."""
    group = backend.autoscaling_groups.get(refresh.group)
    if group is None:
        refresh.finish("Cancelled")
        return
    old = list(group.instance_states)
    if old:
        group.replace_autoscaling_group_instances(len(old), group.get_propagated_tags())
        group.instance_states = [each for each in group.instance_states if each not in old]
        ids = [each.instance.id for each in old]
        backend.ec2_backend.terminate_instances(ids)
        backend.elbv2_backend.notify_terminate_instances(ids)
        backend.update_attached_target_groups(group.name)
    refresh.finish("Successful")


@difference(
    "node-template-version",
    moto="says of every instance that it was started with the default version of the launch template, whatever it was",
    aws="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Instance.html",
    needed_by="our own look at a rollout, which compares the version of each node with that of its group",
)
def node_template_version() -> None:
    made = InstanceState.__init__

    def init(self: InstanceState, *args: Any, **settings: Any) -> None:
        made(self, *args, **settings)
        group = self.auto_scaling_group
        template = group and group.ec2_launch_template
        self.shim_template = template and {
            "LaunchTemplateId": template.id,
            "LaunchTemplateName": template.name,
            "Version": str(template.get_version(group.launch_template_version).number),
        }

    InstanceState.__init__ = init
    InstanceState.launch_template = property(lambda self: self.shim_template)


@difference(
    "group-role",
    moto="drops the service-linked role that a group is made with and names the default one",
    aws="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
    needed_by="aws_autoscaling_group with service_linked_role_arn: a permanent difference in the plan",
)
def group_role() -> None:
    def keeping_role(action: Callable[[AutoScalingResponse], ActionResult]) -> Callable[..., ActionResult]:
        def handle(self: AutoScalingResponse) -> ActionResult:
            answer = action(self)
            if role := self._get_param("ServiceLinkedRoleARN"):
                group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
                group.service_linked_role_arn = role
            return answer

        return handle

    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):
        setattr(AutoScalingResponse, name, keeping_role(getattr(AutoScalingResponse, name)))
