/**
 * RDS instance classes that run PostgreSQL. A line `family: architecture [burstable]` is followed by one line per size:
 * size, vCPUs, memory in GiB, and the IOPS that the machine sustains. Above that, a class bursts for 30 minutes once a day.
 *
 * Classes, vCPUs, memory: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html (2026-04-13).
 * IOPS: the EBS baseline of the EC2 type of the same name (16 KiB), EC2 DescribeInstanceTypes as packaged in
 * https://github.com/getmoto/moto/blob/5.2.1/moto/ec2/resources/instance_types.json.gz (2026-05); RDS itself publishes none.
 */
export const rdsFigures = `
db.c6gd: arm64
 medium 1 2 2500
 large 2 4 3600
 xlarge 4 8 6000
 2xlarge 8 16 12000
 4xlarge 16 32 20000
 8xlarge 32 64 40000
 12xlarge 48 96 50000
 16xlarge 64 128 80000
db.m5: x86_64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 18750
 8xlarge 32 128 30000
 12xlarge 48 192 40000
 16xlarge 64 256 60000
 24xlarge 96 384 80000
db.m5d: x86_64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 18750
 8xlarge 32 128 30000
 12xlarge 48 192 40000
 16xlarge 64 256 60000
 24xlarge 96 384 80000
db.m6g: arm64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 50000
 16xlarge 64 256 80000
db.m6gd: arm64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 50000
 16xlarge 64 256 80000
db.m6i: x86_64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
 24xlarge 96 384 120000
 32xlarge 128 512 160000
db.m6id: x86_64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
 24xlarge 96 384 120000
 32xlarge 128 512 160000
db.m6idn: x86_64
 large 2 8 6250
 xlarge 4 16 12500
 2xlarge 8 32 25000
 4xlarge 16 64 50000
 8xlarge 32 128 100000
 12xlarge 48 192 150000
 16xlarge 64 256 200000
 24xlarge 96 384 300000
 32xlarge 128 512 400000
db.m6in: x86_64
 large 2 8 6250
 xlarge 4 16 12500
 2xlarge 8 32 25000
 4xlarge 16 64 50000
 8xlarge 32 128 100000
 12xlarge 48 192 150000
 16xlarge 64 256 200000
 24xlarge 96 384 300000
 32xlarge 128 512 400000
db.m7g: arm64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
db.m7i: x86_64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
 24xlarge 96 384 120000
 48xlarge 192 768 240000
db.m8g: arm64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
 24xlarge 96 384 120000
 48xlarge 192 768 240000
db.m8gd: arm64
 large 2 8 3600
 xlarge 4 16 6000
 2xlarge 8 32 12000
 4xlarge 16 64 20000
 8xlarge 32 128 40000
 12xlarge 48 192 60000
 16xlarge 64 256 80000
 24xlarge 96 384 120000
 48xlarge 192 768 240000
db.r5: x86_64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 18750
 8xlarge 32 256 30000
 12xlarge 48 384 40000
 16xlarge 64 512 60000
 24xlarge 96 768 80000
db.r5b: x86_64
 large 2 16 5417
 xlarge 4 32 10833
 2xlarge 8 64 21667
 4xlarge 16 128 43333
 8xlarge 32 256 86667
 12xlarge 48 384 130000
 16xlarge 64 512 173333
 24xlarge 96 768 260000
db.r5d: x86_64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 18750
 8xlarge 32 256 30000
 12xlarge 48 384 40000
 16xlarge 64 512 60000
 24xlarge 96 768 80000
db.r6g: arm64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 50000
 16xlarge 64 512 80000
db.r6gd: arm64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 50000
 16xlarge 64 512 80000
db.r6i: x86_64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
 24xlarge 96 768 120000
 32xlarge 128 1024 160000
db.r6id: x86_64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
 24xlarge 96 768 120000
 32xlarge 128 1024 160000
db.r6idn: x86_64
 xlarge 4 32 12500
 2xlarge 8 64 25000
 4xlarge 16 128 50000
 8xlarge 32 256 100000
 12xlarge 48 384 150000
 16xlarge 64 512 200000
 24xlarge 96 768 300000
 32xlarge 128 1024 400000
db.r6in: x86_64
 large 2 16 6250
 xlarge 4 32 12500
 2xlarge 8 64 25000
 4xlarge 16 128 50000
 8xlarge 32 256 100000
 12xlarge 48 384 150000
 16xlarge 64 512 200000
 24xlarge 96 768 300000
 32xlarge 128 1024 400000
db.r7g: arm64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
db.r7i: x86_64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
 24xlarge 96 768 120000
 48xlarge 192 1536 240000
db.r8g: arm64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
 24xlarge 96 768 120000
 48xlarge 192 1536 240000
db.r8gd: arm64
 large 2 16 3600
 xlarge 4 32 6000
 2xlarge 8 64 12000
 4xlarge 16 128 20000
 8xlarge 32 256 40000
 12xlarge 48 384 60000
 16xlarge 64 512 80000
 24xlarge 96 768 120000
 48xlarge 192 1536 240000
db.t3: x86_64 burstable
 micro 2 1 500
 small 2 2 1000
 medium 2 4 2000
 large 2 8 4000
 xlarge 4 16 4000
 2xlarge 8 32 4000
db.t4g: arm64 burstable
 micro 2 1 500
 small 2 2 1000
 medium 2 4 2000
 large 2 8 4000
 xlarge 4 16 4000
 2xlarge 8 32 4000
db.x2g: arm64
 large 2 32 3600
 xlarge 4 64 6000
 2xlarge 8 128 12000
 4xlarge 16 256 20000
 8xlarge 32 512 40000
 12xlarge 48 768 60000
 16xlarge 64 1024 80000
db.x2idn: x86_64
 16xlarge 64 1024 173333
 24xlarge 96 1536 260000
 32xlarge 128 2048 260000
db.x2iedn: x86_64
 xlarge 4 128 8125
 2xlarge 8 256 16250
 4xlarge 16 512 32500
 8xlarge 32 1024 65000
 16xlarge 64 2048 130000
 24xlarge 96 3072 195000
 32xlarge 128 4096 260000
`;
