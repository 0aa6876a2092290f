import { describe, expect, it } from 'vitest';
import { aws } from '../../../../../src/core/clouds/aws/cloud.ts';
import { packageKeys } from '../../../../../src/core/clouds/aws/packages.ts';
import { findRelease } from '../../../../../src/core/releases/catalogue.ts';
import type { HttpAnswer } from '../../../../../src/env.ts';
import { awsConfig } from '../../../../helpers/aws-config.ts';
import { functionPackages } from '../../../../helpers/emulator-seed.ts';
import { type MemoryEnvOptions, memoryEnv } from '../../../../helpers/memory-env.ts';

const release = findRelease('2.12.0');
const bucket = 'https://braintrust-assets-eu-west-1.s3.eu-west-1.amazonaws.com';
const keyOf = (url: string) => `lambda/${url.split('/').at(-2)}/abc123.zip`;
const ok = (body: string): HttpAnswer => ({ status: 200, body });

function lookUp(options: MemoryEnvOptions) {
  const env = memoryEnv(options);
  const { pins } = aws;
  if (pins === undefined) throw new Error('AWS has no pins');
  const begin = env.clock.elapsed();
  const found = pins.lookUp(awsConfig('staging', { region: 'eu-west-1' }), release, env);
  return { env, found, waited: () => env.clock.elapsed() - begin };
}

/** Answers the proxy's pointer as told, one answer a try, the last one for ever; all others are fine. */
function proxyAnswers(...answers: readonly (HttpAnswer | Error)[]) {
  let turn = 0;
  return (url: string): HttpAnswer => {
    if (!url.includes('/AIProxy/')) return ok(keyOf(url));
    const answer = answers[Math.min(turn++, answers.length - 1)];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no answer');
    return answer;
  };
}

describe('looking up the packages of a release', () => {
  it('reads one pointer for each function from the public bucket of the region', async () => {
    const { env, found } = lookUp({ answer: (url) => ok(`${keyOf(url)}\n`) });
    const expected = functionPackages.map((name) => [name, `lambda/${name}/abc123.zip`]);
    expect(await found).toEqual(Object.fromEntries(expected));
    expect(env.asked.toSorted()).toEqual(
      functionPackages.map((name) => `${bucket}/lambda/${name}/version-v2.12.0`).toSorted(),
    );
  });

  it.each([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }, 'http://127.0.0.1:5000'],
    [
      { AWS_ENDPOINT_URL: 'http://all:1', AWS_ENDPOINT_URL_S3: 'https://s3.corp/base/' },
      'https://s3.corp/base',
    ],
  ])('asks where %j sends it, with the bucket as a folder', async (vars, base) => {
    const { env, found } = lookUp({ vars, answer: (url) => ok(keyOf(url)) });
    await found;
    expect(env.asked).toContain(`${base}/braintrust-assets-eu-west-1/lambda/AIProxy/version-v2.12.0`);
    expect(env.asked.every((url) => url.startsWith(base))).toBe(true);
  });

  it('asks for four at once at most', async () => {
    let open = 0;
    let most = 0;
    const answer = async (url: string) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return ok(keyOf(url));
    };
    await lookUp({ answer }).found;
    expect(most).toBe(4);
  });

  it.each([
    ['a fault of the server', { status: 500, body: '<Error/>' }],
    ['a server that is too busy', { status: 503, body: 'SlowDown' }],
    ['too many requests', { status: 429, body: '' }],
    ['a connection that breaks', new Error('read ECONNRESET')],
  ])('tries again after %s', async (_, passing) => {
    const { env, found, waited } = lookUp({ answer: proxyAnswers(passing, passing, ok('lambda/a.zip')) });
    expect(await found).toMatchObject({ AIProxy: 'lambda/a.zip' });
    expect(env.asked.filter((url) => url.includes('/AIProxy/'))).toHaveLength(3);
    expect(waited()).toBe(500 + 1_000);
  });

  it.each([
    ['a timeout', new Error('no answer from b within 10 seconds'), /: no answer from b within 10 seconds$/],
    ['a server that stays broken', { status: 500, body: '' }, /: the answer was 500$/],
  ])('gives up %s after five tries', async (_, answer, message) => {
    const { env, found, waited } = lookUp({ answer: proxyAnswers(answer) });
    await expect(found).rejects.toMatchObject({
      kind: 'access',
      code: 'release-unreachable',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
    await expect(found).rejects.toThrow(`${bucket}/lambda/AIProxy/version-v2.12.0`);
    expect(env.asked.filter((url) => url.includes('/AIProxy/'))).toHaveLength(5);
    expect(waited()).toBe(500 + 1_000 + 2_000 + 4_000);
  });

  it.each([[404], [403], [301]])('does not try again after %d, which is an answer', async (status) => {
    const { env, found } = lookUp({ answer: proxyAnswers({ status, body: '<Error/>' }) });
    await expect(found).rejects.toMatchObject({
      kind: 'access',
      code: 'release-not-published',
      message: expect.stringContaining(`answered ${status} for ${bucket}/lambda/AIProxy/version-v2.12.0`),
      hint: 'check `release` and `region` in the configuration',
    });
    expect(env.asked.filter((url) => url.includes('/AIProxy/'))).toHaveLength(1);
  });

  it('names the variable that sends the calls elsewhere', async () => {
    const vars = { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' };
    const { found } = lookUp({ vars, answer: () => ({ status: 404, body: '' }) });
    await expect(found).rejects.toMatchObject({ hint: expect.stringContaining('AWS_ENDPOINT_URL') });
  });

  it.each([
    ['nothing', ' \n', /but is empty/],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /it says "<!DOCTYPE html>/],
    ['two lines', 'lambda/a.zip\nlambda/b.zip', /it says/],
    ['a way out of the bucket', 'lambda/../../other.zip', /it says/],
    ['an absolute path', '/lambda/a.zip', /it says/],
    ['an expression of terraform', 'lambda/${file("/etc/passwd")}.zip', /it says/],
    ['an archive', 'PK\u0003\u0004\u0000\u0000', /it says "PK\\u0003/],
    ['more than a key can be', `lambda/${'a'.repeat(1_024)}.zip`, /it says/],
  ])('refuses a pointer that holds %s', async (_, body, message) => {
    const { found } = lookUp({ answer: proxyAnswers(ok(body)) });
    await expect(found).rejects.toMatchObject({
      kind: 'access',
      code: 'release-pointer-invalid',
      message: expect.stringMatching(message),
    });
  });
});

describe('pins', () => {
  const whole = Object.fromEntries(functionPackages.map((name) => [name, `lambda/${name}.zip`]));

  it('give each function its archive, and what is unknown is left alone', () => {
    expect(packageKeys({ ...whole, Later: 'lambda/later.zip' })).toEqual({
      handler: 'lambda/APIHandler.zip',
      proxy: 'lambda/AIProxy.zip',
      migration: 'lambda/MigrateDatabaseFunction.zip',
      quarantine_warmup: 'lambda/QuarantineWarmupFunction.zip',
      catchup_etl: 'lambda/CatchupETL.zip',
      billing_cron: 'lambda/BillingCron.zip',
      automation_cron: 'lambda/AutomationCron.zip',
    });
  });

  it('that lack one are none', () => {
    const { AIProxy: _, ...rest } = whole;
    expect(packageKeys(rest)).toBeUndefined();
  });

  it('of what is deployed are read from the state; what is not deployed has a key all the same', () => {
    const deployed = (name: string, key: unknown) => ({
      address: `aws_lambda_function.${name}`,
      type: 'aws_lambda_function',
      tainted: false,
      attributes: { function_name: `acme-${name}`, s3_key: key },
    });
    const state = [
      deployed('AIProxy', 'lambda/AIProxy/old.zip'),
      deployed('BillingCron', null),
      { ...deployed('APIHandler', 'x'), type: 'aws_lambda_alias' },
    ];
    expect(aws.pins?.deployed(release, state)).toEqual({
      ...Object.fromEntries(functionPackages.map((name) => [name, `lambda/${name}/version-v2.12.0`])),
      AIProxy: 'lambda/AIProxy/old.zip',
    });
  });
});
