import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/**
 * Three suites: `unit` needs nothing but Node, `terraform` needs the real binary and provider, `life` drives the
 * built program through a whole deployment in an emulator. Each can be run alone with `--project <name>`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/terraform/**', 'test/life/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'terraform',
          include: ['test/terraform/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        test: { name: 'life', include: ['test/life/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 900_000 },
      },
    ],
  },
});
