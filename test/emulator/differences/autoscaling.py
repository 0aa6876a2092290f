"""Auto Scaling: instance refresh, and the role of a group."""

from collections.abc import Callable

from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from .registry import difference


@difference(
    "instance-refresh",
    moto="has no StartInstanceRefresh: answers 500, NotImplementedError",
    aws="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html",
    needed_by="aws_autoscaling_group with instance_refresh: fails on any change of the launch template",
)
def instance_refresh() -> None:
    def refreshes(self: AutoScalingResponse) -> dict[str, list[str]]:
        return self.autoscaling_backend.__dict__.setdefault("shim_refreshes", {})

    def start_instance_refresh(self: AutoScalingResponse) -> ActionResult:
        group, started = self._get_param("AutoScalingGroupName"), str(mock_random.uuid4())
        refreshes(self).setdefault(group, []).insert(0, started)
        return ActionResult({"InstanceRefreshId": started})

    def describe_instance_refreshes(self: AutoScalingResponse) -> ActionResult:
        group = self._get_param("AutoScalingGroupName")
        # Instances are not replaced here: a refresh is over as soon as it is asked about.
        rows = [
            {
                "InstanceRefreshId": each,
                "AutoScalingGroupName": group,
                "Status": "Successful",
                "PercentageComplete": 100,
            }
            for each in refreshes(self).get(group, [])
        ]
        return ActionResult({"InstanceRefreshes": rows})

    AutoScalingResponse.start_instance_refresh = start_instance_refresh
    AutoScalingResponse.describe_instance_refreshes = describe_instance_refreshes


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
