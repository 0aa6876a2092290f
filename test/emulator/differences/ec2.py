"""EC2: descriptions of rules between security groups, and tags of launch templates."""

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.launch_templates import LaunchTemplates
from moto.ec2.utils import parse_user_data

from .registry import difference

API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference"


@difference(
    "group-rule-description",
    moto="returns the description of a rule with a CIDR range, but not of one with a referenced group",
    aws=f"{API}/API_SecurityGroupRule.html",
    needed_by="aws_vpc_security_group_ingress_rule: a permanent difference in the plan",
)
def rule_description() -> None:
    SecurityGroupRule.description = property(
        lambda self: (self.ip_range or {}).get("Description") or (self.source_group or {}).get("Description")
    )


@difference(
    "launch-template-tags",
    moto="puts the tags of the template itself among the tag specifications of what it launches",
    aws=f"{API}/API_CreateLaunchTemplate.html",
    needed_by="aws_launch_template with default_tags: a permanent difference in the plan",
)
def launch_template_tags() -> None:
    created = LaunchTemplates.create_launch_template

    def create_launch_template(self: LaunchTemplates) -> Any:
        answer = created(self)
        for template in self.ec2_backend.launch_templates.values():
            for version in template.versions:
                kept = [x for x in version.data.get("TagSpecifications", []) if x["ResourceType"] != "launch-template"]
                version.data["TagSpecifications"] = kept
        return answer

    LaunchTemplates.create_launch_template = create_launch_template


@difference(
    "launch-template-version-user-data",
    moto="keeps the user data of a second version as plain text, and fails on it with 500 when it starts an instance",
    aws=f"{API}/API_CreateLaunchTemplateVersion.html",
    needed_by="aws_autoscaling_group: cannot grow once its launch template has changed",
)
def launch_template_version() -> None:
    created = LaunchTemplates.create_launch_template_version

    def create_launch_template_version(self: LaunchTemplates) -> Any:
        asked = self._get_param("LaunchTemplateData", {}).get("UserData")
        answer = created(self)
        if asked is not None:
            version = answer.result["LaunchTemplateVersion"]
            template = self.ec2_backend.get_launch_template(version["LaunchTemplateId"])
            template.get_version(version["VersionNumber"]).data["UserData"] = parse_user_data(asked)
        return answer

    LaunchTemplates.create_launch_template_version = create_launch_template_version
