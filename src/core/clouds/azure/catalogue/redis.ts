/**
 * Sizes of Azure Managed Redis, as the Azure provider spells them. A line `family: architecture` is followed by one line per size:
 * size, vCPUs of all nodes together, and memory in GB, of which Azure keeps about a fifth.
 *
 * Names: https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/managed_redis. vCPUs and memory:
 * https://learn.microsoft.com/azure/redis/architecture (2024-11-15; Microsoft says that vCPUs may change).
 */
export const redisFigures = `
Balanced: x86_64
 B0 2 0.5
 B1 2 1
 B3 2 3
 B5 2 6
 B10 4 12
 B20 8 24
 B50 16 60
 B100 32 120
 B150 48 180
 B250 64 240
 B350 96 360
 B500 128 480
 B700 192 720
 B1000 256 960
MemoryOptimized: x86_64
 M10 2 12
 M20 4 24
 M50 8 60
 M100 16 120
 M150 24 180
 M250 32 240
 M350 48 360
 M500 64 480
 M700 96 720
 M1000 128 960
 M1500 192 1440
 M2000 256 1920
ComputeOptimized: x86_64
 X3 4 3
 X5 4 6
 X10 8 12
 X20 16 24
 X50 32 60
 X100 64 120
 X150 96 180
 X250 128 240
 X350 192 360
 X500 256 480
 X700 384 720
FlashOptimized: x86_64 flash
 A250 8 240
 A500 16 480
 A700 24 720
 A1000 32 960
 A1500 48 1440
 A2000 64 1920
 A4500 144 4500
`;
