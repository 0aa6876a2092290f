"""CloudWatch Logs: another key for a log group."""

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .registry import difference

API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference"


@difference(
    "log-group-key",
    moto="takes a key only when a log group is made: answers 500, NotImplementedError, when it is changed",
    aws=f"{API}/API_AssociateKmsKey.html",
    needed_by="aws_cloudwatch_log_group: a change of kms_key_id fails",
)
def log_group_key() -> None:
    def associate_kms_key(self: LogsResponse) -> str:
        group = self.logs_backend.groups.get(self._get_param("logGroupName"))
        if group is None:
            raise ResourceNotFoundException()
        group.kms_key_id = self._get_param("kmsKeyId")
        return ""

    LogsResponse.associate_kms_key = associate_kms_key
