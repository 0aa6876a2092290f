"""CloudFront: what a distribution reads back as."""

from typing import Any

from moto.cloudfront.models import DefaultCacheBehaviour, ViewerCertificate

from .registry import difference

API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference"


@difference(
    "cache-policy-or-forwarded-values",
    moto="returns forwarded values beside a cache policy, though one rules out the other",
    aws=f"{API}/API_DefaultCacheBehavior.html",
    needed_by="aws_cloudfront_distribution with cache_policy_id: a permanent difference in the plan",
)
def cache_policy() -> None:
    made = DefaultCacheBehaviour.__init__

    def init(self: DefaultCacheBehaviour, config: dict[str, Any]) -> None:
        made(self, config)
        if self.cache_policy_id:
            self.forwarded_values = None

    DefaultCacheBehaviour.__init__ = init


@difference(
    "default-certificate",
    moto="returns an SSL support method for CloudFront's own certificate, which has none",
    aws=f"{API}/API_ViewerCertificate.html",
    needed_by="aws_cloudfront_distribution without a certificate of its own: a permanent difference in the plan",
)
def default_certificate() -> None:
    made = ViewerCertificate.__init__

    def init(self: ViewerCertificate, config: dict[str, Any]) -> None:
        made(self, config)
        if str(config.get("CloudFrontDefaultCertificate")).lower() == "true":
            self.ssl_support_method = None

    ViewerCertificate.__init__ = init
