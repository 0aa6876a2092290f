"""RDS: monitoring, Performance Insights, the certificate authority, resource ids, and who set a parameter."""

import secrets
import string
from collections.abc import Iterable
from typing import Any

from moto.rds.models import DBInstance, DBParameterGroup

from .registry import difference

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference"
# Name in the request, name in the answer.
FORGOTTEN = {
    "enable_performance_insights": "performance_insights_enabled",
    "performance_insights_kms_key_id": "performance_insights_kms_key_id",
    "performance_insights_retention_period": "performance_insights_retention_period",
    "monitoring_interval": "monitoring_interval",
    "monitoring_role_arn": "monitoring_role_arn",
}


@difference(
    "database-monitoring",
    moto="drops the settings of enhanced monitoring and Performance Insights",
    aws=f"{API}/API_DBInstance.html",
    needed_by="aws_db_instance with monitoring_interval or performance_insights_enabled: a permanent difference",
)
def monitoring() -> None:
    made, changed = DBInstance.__init__, DBInstance.update

    def keep(self: DBInstance, request: dict[str, Any]) -> None:
        for asked, answered in FORGOTTEN.items():
            if request.get(asked) is not None:
                setattr(self, answered, request[asked])

    def init(self: DBInstance, *args: Any, **request: Any) -> None:
        made(self, *args, **request)
        keep(self, request)

    def update(self: DBInstance, **request: Any) -> None:
        changed(self, **request)
        keep(self, request)

    DBInstance.__init__ = init
    DBInstance.update = update


@difference(
    "database-parameter-source",
    moto="does not say who set a parameter",
    aws=f"{API}/API_Parameter.html",
    needed_by="aws_db_parameter_group: the provider takes every parameter for a default and plans all of them again",
)
def parameter_source() -> None:
    changed = DBParameterGroup.update_parameters

    def update_parameters(self: DBParameterGroup, new: Iterable[dict[str, Any]]) -> None:
        rows = list(new)
        changed(self, rows)
        for row in rows:
            self.parameters[row["ParameterName"]]["Source"] = "user"

    DBParameterGroup.update_parameters = update_parameters


@difference(
    "database-certificate",
    moto="gives a new database the certificate authority `rds-ca-default`, which does not exist",
    aws="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    needed_by="aws_db_instance with ca_cert_identifier: is changed right after it was made, which takes 80 s more",
)
def certificate() -> None:
    made = DBInstance.__init__

    def init(self: DBInstance, *args: Any, **request: Any) -> None:
        made(self, *args, **{"ca_certificate_identifier": "rds-ca-rsa2048-g1", **request})

    DBInstance.__init__ = init


@difference(
    "database-resource-id",
    moto="gives every database the same resource id",
    aws=f"{API}/API_DBInstance.html",
    needed_by="aws_db_instance: the provider finds it by that id; one that is made before its predecessor goes is lost",
)
def resource_id() -> None:
    made = DBInstance.__init__

    def init(self: DBInstance, *args: Any, **request: Any) -> None:
        made(self, *args, **request)
        self.dbi_resource_id = "db-" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(26))

    DBInstance.__init__ = init
