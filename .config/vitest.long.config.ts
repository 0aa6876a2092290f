import { defineConfig } from 'vitest/config';

/** What takes too long for every change: `npm run test:long`. Each file waits more than it works. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/rig/**/*.test.ts'],
    globalSetup: ['test/rig/setup.ts'],
    maxWorkers: 3,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
