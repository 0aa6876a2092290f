import { expect, it } from 'vitest';
import { askBeforeInterrupt } from '../../../../src/core/terraform/interrupt-question.ts';
import { countProgress } from '../../../../src/core/terraform/progress.ts';
import { parseLine } from '../../../../src/core/terraform/ui-stream.ts';
import { watchProgress } from '../../../../src/core/terraform/watchdog.ts';
import { event } from '../../../helpers/broken-off.ts';
import { drivingHost, notes } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const minute = 60_000;
const begun = (...addresses: readonly string[]) => {
  const env = memoryEnv();
  const progress = countProgress('apply x');
  for (const address of addresses)
    progress.add(parseLine(event('apply_start', address)), env.clock.elapsed());
  return { env, progress };
};

it('names a resource that takes far longer than its like, once', async () => {
  const { env, progress } = begun('aws_ssm_parameter.a', 'aws_db_instance.main');
  const host = drivingHost();
  const dog = watchProgress(env, host, 'apply x');
  await env.clock.sleep(9 * minute);
  dog.look(progress, true);
  expect(host.messages).toEqual([]);
  await env.clock.sleep(2 * minute);
  dog.look(progress, true);
  dog.look(progress, true);
  expect(host.messages).toMatchObject([
    {
      code: 'resource-slow',
      level: 'warning',
      text: expect.stringContaining('aws_ssm_parameter.a has been in work for 11'),
    },
  ]);
});

it('names what terraform works on when it falls silent, once for each silence', async () => {
  const { env, progress } = begun('aws_vpc.main');
  const host = drivingHost();
  const dog = watchProgress(env, host, 'apply x');
  await env.clock.sleep(3 * minute);
  dog.look(progress, false);
  dog.look(progress, false);
  expect(notes(host)).toEqual(['terraform-silent']);
  dog.look(progress, true);
  await env.clock.sleep(3 * minute);
  dog.look(progress, false);
  expect(notes(host)).toEqual(['terraform-silent', 'terraform-silent']);
});

it('asks at Ctrl-C what is to become of what is in flight, and waits for it when told to', async () => {
  const { env, progress } = begun('aws_db_instance.main');
  const host = drivingHost('finish');
  const answered = askBeforeInterrupt({ env, host, progress, signal: new AbortController().signal });
  await env.clock.sleep(1);
  expect(host.questions).toMatchObject([
    { kind: 'choice', code: 'interrupt', text: expect.stringContaining('aws_db_instance.main') },
  ]);
  progress.add(parseLine(event('apply_complete', 'aws_db_instance.main', { id: 'x' })), 0);
  expect(await answered).toBe('stop');
  const going = askBeforeInterrupt({
    ...begun('t.a'),
    host: drivingHost('go-on'),
    signal: new AbortController().signal,
  });
  expect(await going).toBe('go-on');
  const idle = drivingHost('cancel');
  expect(await askBeforeInterrupt({ ...begun(), host: idle, signal: new AbortController().signal })).toBe(
    'stop',
  );
  expect(idle.questions).toEqual([]);
});
