import { describe, expect, it } from 'vitest';
import { obtainConsent } from '../../../../src/core/plan/consent.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const consent = {
  code: 'apply',
  text: 'go?',
  expect: 'yes',
  given: false,
  command: 'bt-dataplane apply --yes',
};

describe('a signal while a person is asked', () => {
  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    '%s takes the question back and ends in order',
    async (name) => {
      const env = memoryEnv();
      let takenBack = false;
      const host = {
        ...drivingHost('yes'),
        ask: (_: unknown, signal?: AbortSignal) => {
          signal?.addEventListener('abort', () => {
            takenBack = true;
          });
          env.interrupt(name);
          return new Promise<string>(() => {});
        },
      };
      await expect(
        obtainConsent(contextOf(env, host, testCloud(dataStack({}))), consent),
      ).rejects.toMatchObject({
        kind: 'interrupted',
        signal: name,
        message: expect.stringContaining('nothing was changed'),
      });
      expect(takenBack).toBe(true);
    },
  );
});
