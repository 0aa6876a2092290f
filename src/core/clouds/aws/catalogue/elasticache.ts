/**
 * ElastiCache node types for Redis OSS. A line `family: architecture [burstable] [previous]` is followed by one line per
 * size: size, vCPUs, memory in GiB. `previous` marks a previous generation, which is never suggested.
 *
 * Types: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html (2026-04-13).
 * vCPUs, memory: AWS price list as republished in
 * https://github.com/LeanerCloud/ec2-instances-info/blob/32acf84f/data/elasticache-instances.json (2025-05-28).
 */
export const elasticacheFigures = `
cache.c7gn: arm64
 large 2 3.09
 xlarge 4 6.38
 2xlarge 8 12.94
 4xlarge 16 26.05
 8xlarge 32 52.26
 12xlarge 48 78.56
 16xlarge 64 105.81
cache.m4: x86_64 previous
 large 2 6.42
 xlarge 4 14.28
 2xlarge 8 29.7
 4xlarge 16 60.78
 10xlarge 40 154.64
cache.m5: x86_64
 large 2 6.38
 xlarge 4 12.93
 2xlarge 8 26.04
 4xlarge 16 52.26
 12xlarge 48 157.12
 24xlarge 96 314.32
cache.m6g: arm64
 large 2 6.38
 xlarge 4 12.93
 2xlarge 8 26.04
 4xlarge 16 52.26
 8xlarge 32 103.68
 12xlarge 48 157.12
 16xlarge 64 209.55
cache.m7g: arm64
 large 2 6.38
 xlarge 4 12.93
 2xlarge 8 26.04
 4xlarge 16 52.26
 8xlarge 32 103.68
 12xlarge 48 157.12
 16xlarge 64 209.55
cache.r4: x86_64 previous
 large 2 12.3
 xlarge 4 25.05
 2xlarge 8 50.47
 4xlarge 16 101.38
 8xlarge 32 203.26
 16xlarge 64 407
cache.r5: x86_64
 large 2 13.07
 xlarge 4 26.32
 2xlarge 8 52.82
 4xlarge 16 105.81
 12xlarge 48 317.77
 24xlarge 96 635.61
cache.r6g: arm64
 large 2 13.07
 xlarge 4 26.32
 2xlarge 8 52.82
 4xlarge 16 105.81
 8xlarge 32 209.55
 12xlarge 48 317.77
 16xlarge 64 419.09
cache.r6gd: arm64
 xlarge 4 26.32
 2xlarge 8 52.82
 4xlarge 16 105.81
 8xlarge 32 209.55
 12xlarge 48 317.77
 16xlarge 64 419.09
cache.r7g: arm64
 large 2 13.07
 xlarge 4 26.32
 2xlarge 8 52.82
 4xlarge 16 105.81
 8xlarge 32 209.55
 12xlarge 48 317.77
 16xlarge 64 419.09
cache.t2: x86_64 burstable previous
 micro 1 0.555
 small 1 1.55
 medium 2 3.22
cache.t3: x86_64 burstable
 micro 2 0.5
 small 2 1.37
 medium 2 3.09
cache.t4g: arm64 burstable
 micro 2 0.5
 small 2 1.37
 medium 2 3.09
`;
