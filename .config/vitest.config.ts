import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = new URL('..', import.meta.url).pathname;

const suites = ['rig', 'long', 'life', 'terraform', 'unit'];

/** A life takes most of the time and hardly any of the processor: it starts first, and the rest runs beside it. */
class LivesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification) => suites.indexOf(project.name);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/**
 * Five suites: `unit` needs nothing but Node, `terraform` needs the real binary and provider, `life` drives the built program
 * through a whole deployment in the AWS emulator, `long` holds what takes longer: lives on the other clouds, the browser;
 * `rig` strikes applies with faults, a sample of them unless `RIG_POINTS=all`. Each can be run alone with `--project <name>`.
 */
export default defineConfig({
  test: {
    // By default one less than there are cores: a life would hold up everything on two.
    maxWorkers: 3,
    sequence: { sequencer: LivesFirst },
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/terraform/**', 'test/life/**', 'test/long/**', 'test/rig/**'],
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
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
      {
        root,
        test: {
          name: 'rig',
          include: ['test/rig/**/*.test.ts'],
          // Bundles the program, and writes the table of what faults cost.
          globalSetup: ['test/rig/setup.ts'],
          testTimeout: 1_200_000,
          // What faults cost the processor is terraform's start; the rest is waiting.
          maxConcurrency: 4,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: { name: 'life', include: ['test/life/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 900_000 },
      },
    ],
  },
});
