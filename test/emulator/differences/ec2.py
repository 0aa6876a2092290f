"""EC2: rules of security groups, and tags of launch templates."""

from collections.abc import Callable
from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
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
    "group-rule-gone",
    moto="answers InvalidPermission.NotFound when a rule that is named by its id is gone",
    aws=f"InvalidSecurityGroupRuleId.NotFound in {API}/errors-overview.html",
    needed_by="aws_vpc_security_group_ingress_rule: the provider repeats a request whose connection broke, and the destroy fails",
)
def rule_gone() -> None:
    for way in ("ingress", "egress"):
        name = f"revoke_security_group_{way}"
        setattr(SecurityGroupBackend, name, refusing_gone(getattr(SecurityGroupBackend, name), f"{way}_rules"))


def refusing_gone(revoke: Callable[..., Any], rules: str) -> Callable[..., Any]:
    def revoke_named(self: SecurityGroupBackend, group_name_or_id: str, *args: Any, **settings: Any) -> Any:
        named = settings.get("security_rule_ids") or []
        found = self.get_security_group_by_name_or_id(group_name_or_id, settings.get("vpc_id"))
        there = {rule.id for rule in getattr(found, rules)} if found else set(named)
        for gone in [each for each in named if each not in there]:
            raise EC2ClientError(
                "InvalidSecurityGroupRuleId.NotFound", f"The security group rule ID '{gone}' does not exist"
            )
        return revoke(self, group_name_or_id, *args, **settings)

    return revoke_named


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
