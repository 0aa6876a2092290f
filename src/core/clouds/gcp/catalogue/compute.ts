/**
 * Compute Engine machine types with local NVMe. A line `series: architecture [titanium] [accelerated] [optional]` is followed by
 * one line per size: size, vCPUs, memory in GB, and the number of disks, several where it is open. A disk has 375 GiB unless
 * its size in GiB follows an `x`. A final `?` means that Google publishes no IOPS for that many.
 *
 * vCPUs and memory: `gcloud compute machine-types list`, as exported in
 * https://github.com/Cyclenerd/google-cloud-pricing-cost-calculator (tools/machinetypes.csv, 2026-08-20).
 * Disks and IOPS: https://cloud.google.com/compute/docs/disks/local-ssd (2026-04-14); Z4D: release note of 2026-09-17.
 */
export const computeFigures = `
a2: x86_64 accelerated optional
 highgpu-1g 12 85 1 2 4 8
 highgpu-2g 24 170 2 4 8
 highgpu-4g 48 340 4 8
 highgpu-8g 96 680 8
 megagpu-16g 96 1360 8
a2: x86_64 accelerated
 ultragpu-1g 12 170 1
 ultragpu-2g 24 340 2
 ultragpu-4g 48 680 4
 ultragpu-8g 96 1360 8
a3: x86_64 accelerated
 edgegpu-8g 208 1872 16
 highgpu-1g 26 234 2
 highgpu-2g 52 468 4
 highgpu-4g 104 936 8
 highgpu-8g 208 1872 16
 megagpu-8g 208 1872 16
 ultragpu-8g 224 2952 32
a4: x86_64 accelerated
 highgpu-8g 224 3968 32
c2: x86_64 optional
 standard-4 4 16 1 2 4 8
 standard-8 8 32 1 2 4 8
 standard-16 16 64 2 4 8
 standard-30 30 120 4 8
 standard-60 60 240 8
c2d: x86_64 optional
 highcpu-2 2 4 1 2 4 8
 highcpu-4 4 8 1 2 4 8
 highcpu-8 8 16 1 2 4 8
 highcpu-16 16 32 1 2 4 8
 highcpu-32 32 64 2 4 8
 highcpu-56 56 112 4 8
 highcpu-112 112 224 8
 highmem-2 2 16 1 2 4 8
 highmem-4 4 32 1 2 4 8
 highmem-8 8 64 1 2 4 8
 highmem-16 16 128 1 2 4 8
 highmem-32 32 256 2 4 8
 highmem-56 56 448 4 8
 highmem-112 112 896 8
 standard-2 2 8 1 2 4 8
 standard-4 4 16 1 2 4 8
 standard-8 8 32 1 2 4 8
 standard-16 16 64 1 2 4 8
 standard-32 32 128 2 4 8
 standard-56 56 224 4 8
 standard-112 112 448 8
c3: x86_64
 standard-4-lssd 4 16 1
 standard-8-lssd 8 32 2
 standard-22-lssd 22 88 4
 standard-44-lssd 44 176 8
 standard-88-lssd 88 352 16
 standard-176-lssd 176 704 32
c3d: x86_64
 highmem-8-lssd 8 64 1
 highmem-16-lssd 16 128 1
 highmem-30-lssd 30 240 2
 highmem-60-lssd 60 480 4
 highmem-90-lssd 90 720 8
 highmem-180-lssd 180 1440 16
 highmem-360-lssd 360 2880 32
 standard-8-lssd 8 32 1
 standard-16-lssd 16 64 1
 standard-30-lssd 30 120 2
 standard-60-lssd 60 240 4
 standard-90-lssd 90 360 8
 standard-180-lssd 180 720 16
 standard-360-lssd 360 1440 32
c4: x86_64 titanium
 highmem-4-lssd 4 31 1
 highmem-8-lssd 8 62 1
 highmem-16-lssd 16 124 2
 highmem-24-lssd 24 186 4
 highmem-32-lssd 32 248 5
 highmem-48-lssd 48 372 8
 highmem-96-lssd 96 744 16
 highmem-144-lssd 144 1116 24
 highmem-192-lssd 192 1488 32
 highmem-288-lssd 288 2232 48
 highmem-288-lssd-metal 288 2232 6x3000
 standard-4-lssd 4 15 1
 standard-8-lssd 8 30 1
 standard-16-lssd 16 60 2
 standard-24-lssd 24 90 4
 standard-32-lssd 32 120 5
 standard-48-lssd 48 180 8
 standard-96-lssd 96 360 16
 standard-144-lssd 144 540 24
 standard-192-lssd 192 720 32
 standard-288-lssd 288 1080 48
 standard-288-lssd-metal 288 1080 6x3000
c4a: arm64 titanium
 highmem-4-lssd 4 32 1
 highmem-8-lssd 8 64 2
 highmem-16-lssd 16 128 4
 highmem-32-lssd 32 256 6
 highmem-48-lssd 48 384 10
 highmem-64-lssd 64 512 14
 highmem-72-lssd 72 576 16
 standard-4-lssd 4 16 1
 standard-8-lssd 8 32 2
 standard-16-lssd 16 64 4
 standard-32-lssd 32 128 6
 standard-48-lssd 48 192 10
 standard-64-lssd 64 256 14
 standard-72-lssd 72 288 16
c4d: x86_64 titanium
 highmem-8-lssd 8 63 1
 highmem-16-lssd 16 126 1
 highmem-32-lssd 32 252 2
 highmem-48-lssd 48 378 4
 highmem-64-lssd 64 504 6
 highmem-96-lssd 96 756 8
 highmem-192-lssd 192 1512 16
 highmem-384-lssd 384 3024 32
 standard-8-lssd 8 31 1
 standard-16-lssd 16 62 1
 standard-32-lssd 32 124 2
 standard-48-lssd 48 186 4
 standard-64-lssd 64 248 6
 standard-96-lssd 96 372 8
 standard-192-lssd 192 744 16
 standard-384-lssd 384 1488 32
g2: x86_64 accelerated optional
 standard-4 4 16 1
 standard-8 8 32 1
 standard-12 12 48 1
 standard-16 16 64 1
 standard-24 24 96 2
 standard-32 32 128 1
 standard-48 48 192 4
 standard-96 96 384 8
g4: x86_64 titanium accelerated optional
 standard-48 48 180 4
 standard-96 96 360 8
 standard-192 192 720 16
 standard-384 384 1440 32
h4d: x86_64 titanium
 highmem-192-lssd 192 1488 10
m3: x86_64 optional
 megamem-64 64 976 4 8
 megamem-128 128 1952 8
 ultramem-32 32 976 4 8
 ultramem-64 64 1952 4 8
 ultramem-128 128 3904 8
n1: x86_64 optional
 highcpu-2 2 1.8 1 2 3 4 5 6 7 8 16 24
 highcpu-4 4 3.6 1 2 3 4 5 6 7 8 16 24
 highcpu-8 8 7.2 1 2 3 4 5 6 7 8 16 24
 highcpu-16 16 14.4 1 2 3 4 5 6 7 8 16 24
 highcpu-32 32 28.8 1 2 3 4 5 6 7 8 16 24
 highcpu-64 64 57.6 1 2 3 4 5 6 7 8 16 24
 highcpu-96 96 86.4 1 2 3 4 5 6 7 8 16 24
 highmem-2 2 13 1 2 3 4 5 6 7 8 16 24
 highmem-4 4 26 1 2 3 4 5 6 7 8 16 24
 highmem-8 8 52 1 2 3 4 5 6 7 8 16 24
 highmem-16 16 104 1 2 3 4 5 6 7 8 16 24
 highmem-32 32 208 1 2 3 4 5 6 7 8 16 24
 highmem-64 64 416 1 2 3 4 5 6 7 8 16 24
 highmem-96 96 624 1 2 3 4 5 6 7 8 16 24
 standard-1 1 3.75 1 2 3 4 5 6 7 8 16 24
 standard-2 2 7.5 1 2 3 4 5 6 7 8 16 24
 standard-4 4 15 1 2 3 4 5 6 7 8 16 24
 standard-8 8 30 1 2 3 4 5 6 7 8 16 24
 standard-16 16 60 1 2 3 4 5 6 7 8 16 24
 standard-32 32 120 1 2 3 4 5 6 7 8 16 24
 standard-64 64 240 1 2 3 4 5 6 7 8 16 24
 standard-96 96 360 1 2 3 4 5 6 7 8 16 24
n2: x86_64 optional
 highcpu-2 2 2 1 2 4 8 16 24
 highcpu-4 4 4 1 2 4 8 16 24
 highcpu-8 8 8 1 2 4 8 16 24
 highcpu-16 16 16 2 4 8 16 24
 highcpu-32 32 32 4 8 16 24
 highcpu-48 48 48 8 16 24
 highcpu-64 64 64 8 16 24
 highcpu-80 80 80 8 16 24
 highcpu-96 96 96 16 24
 highmem-2 2 16 1 2 4 8 16 24
 highmem-4 4 32 1 2 4 8 16 24
 highmem-8 8 64 1 2 4 8 16 24
 highmem-16 16 128 2 4 8 16 24
 highmem-32 32 256 4 8 16 24
 highmem-48 48 384 8 16 24
 highmem-64 64 512 8 16 24
 highmem-80 80 640 8 16 24
 highmem-96 96 768 16 24
 highmem-128 128 864 16 24
 standard-2 2 8 1 2 4 8 16 24
 standard-4 4 16 1 2 4 8 16 24
 standard-8 8 32 1 2 4 8 16 24
 standard-16 16 64 2 4 8 16 24
 standard-32 32 128 4 8 16 24
 standard-48 48 192 8 16 24
 standard-64 64 256 8 16 24
 standard-80 80 320 8 16 24
 standard-96 96 384 16 24
 standard-128 128 512 16 24
n2d: x86_64 optional
 highcpu-2 2 2 1 2 4 8 16 24
 highcpu-4 4 4 1 2 4 8 16 24
 highcpu-8 8 8 1 2 4 8 16 24
 highcpu-16 16 16 1 2 4 8 16 24
 highcpu-32 32 32 2 4 8 16 24
 highcpu-48 48 48 2 4 8 16 24
 highcpu-64 64 64 4 8 16 24
 highcpu-80 80 80 4 8 16 24
 highcpu-96 96 96 8 16 24
 highcpu-128 128 128 8 16 24
 highcpu-224 224 224 8 16 24
 highmem-2 2 16 1 2 4 8 16 24
 highmem-4 4 32 1 2 4 8 16 24
 highmem-8 8 64 1 2 4 8 16 24
 highmem-16 16 128 1 2 4 8 16 24
 highmem-32 32 256 2 4 8 16 24
 highmem-48 48 384 2 4 8 16 24
 highmem-64 64 512 4 8 16 24
 highmem-80 80 640 4 8 16 24
 highmem-96 96 768 8 16 24
 standard-2 2 8 1 2 4 8 16 24
 standard-4 4 16 1 2 4 8 16 24
 standard-8 8 32 1 2 4 8 16 24
 standard-16 16 64 1 2 4 8 16 24
 standard-32 32 128 2 4 8 16 24
 standard-48 48 192 2 4 8 16 24
 standard-64 64 256 4 8 16 24
 standard-80 80 320 4 8 16 24
 standard-96 96 384 8 16 24
 standard-128 128 512 8 16 24
 standard-224 224 896 8 16 24
z3: x86_64 titanium
 highmem-8-highlssd 8 64 1x3000
 highmem-16-highlssd 16 128 2x3000
 highmem-22-highlssd 22 176 3x3000
 highmem-32-highlssd 32 256 4x3000
 highmem-44-highlssd 44 352 6x3000
 highmem-88-highlssd 88 704 12x3000
 highmem-192-highlssd-metal 192 1536 12x6000
 highmem-14-standardlssd 14 112 1x3000
 highmem-22-standardlssd 22 176 2x3000
 highmem-44-standardlssd 44 352 3x3000
 highmem-88-standardlssd 88 704 6x3000
 highmem-176-standardlssd 176 1408 12x3000
z4d: x86_64 titanium
 highmem-8-highlssd 8 63 1x3500?
 highmem-16-highlssd 16 126 2x3500?
 highmem-32-highlssd 32 252 4x3500?
 highmem-48-highlssd 48 378 6x3500?
 highmem-64-highlssd 64 504 8x3500?
 highmem-96-highlssd 96 756 12x3500
 highmem-192-highlssd 192 1512 24x3500
 highmem-16-standardlssd 16 126 1x3500
 highmem-32-standardlssd 32 252 2x3500?
 highmem-48-standardlssd 48 378 3x3500?
 highmem-64-standardlssd 64 504 4x3500?
 highmem-96-standardlssd 96 756 6x3500
 highmem-192-standardlssd 192 1512 12x3500
 highmem-384-standardlssd 384 3024 24x3500
`;
