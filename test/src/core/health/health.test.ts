/** Against real servers on the loopback interface, with time that runs fast. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Rollout } from '../../../../src/core/clouds/cloud.ts';
import {
  type HealthReport,
  type HealthRequest,
  waitUntilHealthy,
} from '../../../../src/core/health/health.ts';
import { newestRelease } from '../../../../src/core/releases/catalogue.ts';
import { nodeHttp } from '../../../../src/env/node-http.ts';
import { BtError } from '../../../../src/errors.ts';
import { fakeCloud } from '../../../helpers/deployment.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { quickClock } from '../../../helpers/quick-clock.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';
import { selfSigned } from '../../../helpers/self-signed.ts';

/** A poll takes 50 ms. */
const factor = 200;
/** How long an answer may take here; the program gives it ten seconds. */
const answerMilliseconds = 150;
const release = { ...newestRelease, version: '2.12.0', brainstoreTag: 'v2.12.0' };

const forbidden = '{"Code":"ForbiddenError","Message":"no key"}';
const healthy: Answers = {
  '/ping': [403, forbidden],
  '/version': [200, '{"version":"2.12.0","commit":"0a1b2c3"}'],
  '/brainstore/status': [200, '{"status":"ok"}'],
  '/brainstore/version': [200, 'v2.12.0'],
  '/migration-status': [200, '{"pending":[]}'],
};

type Answer = readonly [status: number, body: string];
type Answers = Readonly<Record<string, Answer>>;

/** What each path answers at its n-th time, from 1. */
type Script = (path: string, time: number) => Answer;

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

async function listening<T extends Server>(server: T): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function scripted(script: Script): RequestListener {
  const times = new Map<string, number>();
  return (request, response) => {
    const path = request.url ?? '';
    const time = (times.get(path) ?? 0) + 1;
    times.set(path, time);
    const [status, body] = script(path, time);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
}

/** All as it should be, but for the paths named. */
const but =
  (changes: Answers) =>
  (path: string): Answer =>
    changes[path] ?? healthy[path] ?? [404, '{"message":"not found"}'];

interface Outcome {
  readonly report: HealthReport | undefined;
  readonly error: BtError | undefined;
  /** As the fast time counts. */
  readonly seconds: number;
  readonly looks: number;
  /** Of them, begun when the time was over. */
  readonly lateLooks: number;
  readonly texts: readonly string[];
}

async function outcomeOf(
  apiUrl: string | undefined,
  request: Partial<HealthRequest> & {
    readonly seconds?: number;
    readonly rollouts?: readonly Rollout[];
  } = {},
): Promise<Outcome> {
  const clock = quickClock(factor);
  const began = clock.elapsed();
  const real = nodeHttp({});
  const env = {
    ...memoryEnv(),
    clock,
    http: { get: (url: string) => real.get(url, { timeoutMilliseconds: answerMilliseconds }) },
  };
  const host = recordingHost();
  const rollouts = [...(request.rollouts ?? [])];
  let last: Rollout = { state: 'done', text: '3 of 3 nodes are new and healthy' };
  let looks = 0;
  let lateLooks = 0;
  const budget = request.seconds ?? 60;
  // The time that is given begins with the first look, however long the machine takes to get there.
  let lookedFirst: number | undefined;
  const cloud = fakeCloud([], {
    apiUrl: async () => apiUrl,
    rollout: async () => {
      looks += 1;
      lookedFirst ??= clock.elapsed();
      if (clock.elapsed() - lookedFirst >= budget * 1000) lateLooks += 1;
      last = rollouts.shift() ?? last;
      return last;
    },
  });
  const [outcome] = await Promise.allSettled([
    waitUntilHealthy(
      { env, host, clouds: new Map() },
      {
        rollout: {
          config: {} as never,
          env,
          signal: new AbortController().signal,
          state: async () => ({ serial: 1, terraformVersion: '', resources: [] }),
          output: async () => undefined,
        },
        cloud,
        release,
        without: [],
        timeoutMilliseconds: budget * 1000,
        again: 'bt-dataplane upgrade apply',
        ...request,
      },
    ),
  ]);
  const seconds = (clock.elapsed() - began) / 1000;
  if (outcome.status === 'rejected' && !(outcome.reason instanceof BtError)) throw outcome.reason;
  return {
    report: outcome.status === 'fulfilled' ? outcome.value : undefined,
    error: outcome.status === 'rejected' ? (outcome.reason as BtError) : undefined,
    seconds,
    looks,
    lateLooks,
    texts: host.messages.flatMap((message) =>
      message.kind === 'progress' ? message.progress.slowest.map(({ name }) => name) : [message.text],
    ),
  };
}

async function served(script: Script, request: Parameters<typeof outcomeOf>[1] = {}): Promise<Outcome> {
  return outcomeOf(`http://127.0.0.1:${await listening(createServer(scripted(script)))}`, request);
}

const states = ({ report }: Outcome) =>
  Object.fromEntries((report?.checks ?? []).map(({ id, state }) => [id, state]));
const allGood = {
  ...{ rollout: 'good', api: 'good', 'api-version': 'good' },
  ...{ brainstore: 'good', 'brainstore-version': 'good', migration: 'good' },
};

describe('a data plane', () => {
  it('that is healthy at once is said to be so after a second look', async () => {
    const outcome = await served(but({}));
    expect(states(outcome)).toEqual(allGood);
    expect(outcome.looks).toBe(2);
    expect(outcome.texts.at(-1)).toMatch(/^health of 2\.12\.0: good \(rollout, api, api-version, /);
  });

  it('that becomes healthy late is waited for', async () => {
    const outcome = await served((path, time) =>
      path === '/ping' && time < 4 ? [502, '{"message": "Internal server error"}'] : but({})(path),
    );
    expect(states(outcome)).toEqual(allGood);
    expect(outcome.looks).toBe(5);
    expect(outcome.texts).toContain('api (/ping: 502 {"message": "Internal server error"})');
  });

  it('that comes and goes is not healthy until it is so twice in a row', async () => {
    const outcome = await served((path, time) =>
      path === '/brainstore/status' && [2, 4].includes(time) ? [503, ''] : but({})(path),
    );
    expect(outcome.looks).toBe(6);
    expect(states(outcome)).toEqual(allGood);
  });

  it('that comes and goes until the time is over is unhealthy', async () => {
    const { error, seconds, lateLooks } = await served(
      (path, time) => (path === '/ping' && time % 2 === 0 ? [503, ''] : but({})(path)),
      { seconds: 45 },
    );
    expect(error?.kind).toBe('unhealthy');
    expect(seconds).toBeGreaterThanOrEqual(45);
    expect(lateLooks).toBeLessThanOrEqual(2);
  });

  it('of another version is unhealthy when the time is over', async () => {
    const { error, seconds, lateLooks } = await served(but({ '/version': [200, '{"version":"v2.11.0"}'] }), {
      seconds: 30,
    });
    expect(error).toMatchObject({ kind: 'unhealthy', code: 'unhealthy' });
    expect(error?.message).toMatch(
      /^2\.12\.0 is applied, but not healthy after [3-9]\d seconds: api-version$/,
    );
    expect(error?.detail).toContain('api-version        waiting  /version says 2.11.0, and not 2.12.0');
    expect(error?.detail).toContain('migration          good     done');
    expect(error?.hint).toContain(
      'bt-dataplane upgrade apply; where a check cannot come right from here: --without-check api-version',
    );
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(lateLooks).toBeLessThanOrEqual(1);
  });

  it('of the old version first and then of the new one is healthy', async () => {
    const outcome = await served((path, time) =>
      path === '/brainstore/version' && time < 3 ? [200, 'brainstore 2.11.0 (0a1b2c3)'] : but({})(path),
    );
    expect(outcome.looks).toBe(4);
    expect(states(outcome)).toEqual(allGood);
  });

  it('that migrates its database is waited for', async () => {
    const outcome = await served((path, time) =>
      path === '/migration-status' && time < 3 ? [200, '{"status":"in_progress"}'] : but({})(path),
    );
    expect(outcome.looks).toBe(4);
    expect(outcome.texts).toContain('migration (says {"status":"in_progress"})');
  });

  it('that never answers is unhealthy, and what was seen last is told', async () => {
    const port = await listening(createServer());
    await new Promise((closed) => servers.pop()?.close(closed));
    const { error, lateLooks } = await outcomeOf(`http://127.0.0.1:${port}`, { seconds: 30 });
    expect(error?.message).toContain('api, api-version, brainstore, brainstore-version, migration');
    expect(error?.detail).toContain('ECONNREFUSED');
    expect(lateLooks).toBeLessThanOrEqual(1);
  });

  it('that takes connections and says nothing is unhealthy in time', async () => {
    const port = await listening(createServer(() => {}));
    const { error, lateLooks } = await outcomeOf(`http://127.0.0.1:${port}`, { seconds: 60 });
    expect(error?.detail).toContain('ETIMEDOUT');
    expect(lateLooks).toBeLessThanOrEqual(1);
  });

  it('whose certificate is of nobody known is not trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bt-health-'));
    try {
      const { key, certificate: cert } = selfSigned(folder);
      const port = await listening(createTlsServer({ key, cert }, scripted(but({}))));
      const { error } = await outcomeOf(`https://127.0.0.1:${port}`, { seconds: 20 });
      expect(error?.kind).toBe('unhealthy');
      expect(error?.detail).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('whose address leads somewhere else is not followed', async () => {
    const { error } = await served(but({ '/ping': [302, ''] }), { seconds: 20 });
    expect(error?.detail).toContain('/ping: 302, which leads somewhere else');
  });

  it('that answers with more than anybody reads is judged by its beginning', async () => {
    const more = ' '.repeat(5_000_000);
    const outcome = await served(but({ '/version': [200, `{"version":"2.12.0",${more}"end":1}`] }));
    expect(states(outcome)).toEqual(allGood);
  });

  it.each([
    ['a sign-in page', [403, '<html>1.2.3</html>']],
    ['a gateway that has no route', [403, '{"message":"Missing Authentication Token"}']],
    ['a gateway that forbids', [403, '{"message":"Forbidden"}']],
  ] as const)('behind %s does not answer', async (_, answer) => {
    const { error } = await served(but({ '/ping': answer }), { seconds: 20 });
    expect(error?.message).toMatch(/: api$/);
  });

  it('that tells strangers nothing is healthy, with a warning', async () => {
    const closed = [401, forbidden] as const;
    const outcome = await served(
      but({
        '/version': closed,
        '/brainstore/version': closed,
        '/brainstore/status': closed,
        '/migration-status': closed,
      }),
    );
    expect(states(outcome)).toEqual({
      ...{ rollout: 'good', api: 'good', 'api-version': 'unknown' },
      ...{ brainstore: 'unknown', 'brainstore-version': 'unknown', migration: 'unknown' },
    });
    expect(outcome.texts.at(-1)).toContain('/version answers, but tells strangers nothing');
  });

  it('that refuses strangers and still names another version is waited for', async () => {
    const { error } = await served(but({ '/version': [401, '{"error":"no key","version":"2.11.0"}'] }), {
      seconds: 20,
    });
    expect(error?.detail).toContain('/version says 2.11.0, and not 2.12.0');
  });

  it('without an address that is known is judged by its nodes', async () => {
    const outcome = await outcomeOf(undefined);
    expect(states(outcome)).toMatchObject({ rollout: 'good', api: 'unknown', migration: 'unknown' });
    expect(outcome.report?.apiUrl).toBeUndefined();
    expect(outcome.texts.at(-1)).toContain('--api-url URL');
  });
});

describe('the nodes', () => {
  const running = { state: 'running', text: 'acme-brainstore: nodes are being replaced (40 %)' } as const;
  const failed = { state: 'failed', text: 'acme-brainstore: their replacement is Failed' } as const;
  const done = { state: 'done', text: 'all new' } as const;

  it('are waited for', async () => {
    const outcome = await served(but({}), { rollouts: [running, running, done] });
    expect(states(outcome)).toEqual(allGood);
    expect(outcome.looks).toBe(4);
    expect(outcome.texts).toContain(`rollout (${running.text})`);
  });

  it('that failed for good are not waited for', async () => {
    const { error, looks } = await served(but({}), { rollouts: [running, failed], seconds: 1800 });
    expect(error?.message).toBe(
      '2.12.0 is applied, but not healthy and does not become so by itself: rollout',
    );
    expect(looks).toBe(3);
  });

  it('that failed for a moment are', async () => {
    const outcome = await served(but({}), { rollouts: [failed, done] });
    expect(states(outcome)).toEqual(allGood);
  });

  it('that may not be looked at end the wait with what is missing', async () => {
    const refuse = async () => {
      const hint = 'give the deploying role the permission autoscaling:DescribeInstanceRefreshes';
      throw new BtError({ kind: 'access', code: 'aws-permission-missing', message: 'AWS said no', hint });
    };
    const { error } = await served(but({}), { cloud: fakeCloud([], { rollout: refuse }), seconds: 1800 });
    expect(error?.detail).toContain('autoscaling:DescribeInstanceRefreshes');
  });
});

describe('what a person leaves out or names', () => {
  it('is not asked, and told', async () => {
    const outcome = await served(but({ '/migration-status': [500, ''] }), { without: ['migration'] });
    expect(states(outcome)).toEqual({ ...allGood, migration: 'left-out' });
    expect(outcome.texts).toContain('left out of the health checks: migration');
  });

  it('is asked in place of what the stacks tell', async () => {
    const port = await listening(createServer(scripted(but({}))));
    const apiUrl = `http://127.0.0.1:${port}/`;
    const outcome = await outcomeOf('http://127.0.0.1:1', { apiUrl });
    expect(states(outcome)).toEqual(allGood);
    expect(outcome.texts).toContain(`the API is asked at ${apiUrl}`);
  });

  it('ends when the run is stopped', async () => {
    const stop = new AbortController();
    const env = { ...memoryEnv(), clock: quickClock(factor) };
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    await expect(
      waitUntilHealthy(
        { env, host: recordingHost(), clouds: new Map() },
        {
          rollout: {
            config: {} as never,
            env,
            signal: stop.signal,
            state: async () => ({ serial: 1, terraformVersion: '', resources: [] }),
            output: async () => undefined,
          },
          cloud: fakeCloud([], { rollout: async () => running }),
          release,
          without: [],
          timeoutMilliseconds: 1_800_000,
          again: 'again',
        },
      ),
    ).rejects.toThrow('stopped');
  });
  const running = { state: 'running', text: 'busy' } as const;
});
