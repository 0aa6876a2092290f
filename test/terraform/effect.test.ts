/** The digest of what a plan does, over plans of the real providers: nothing in them may depend on when and where they are made. */
import { expect, it } from 'vitest';
import { effectDigest } from '../../src/core/plan/effect.ts';
import { readPlan } from '../../src/core/plan/read.ts';
import { parsePlan } from '../../src/core/terraform/plan-document.ts';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import { exampleConfig, plannedStack, renderedGcp } from '../helpers/google-stacks.ts';

const subject = { deployment: 'acme', cloud: 'gcp', region: 'r', account: 'a', release: '1.0.0' };

function digestOf(text: string): string {
  const parsed = parsePlan(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  const { document } = parsed;
  return effectDigest(subject, [
    { plan: readPlan(document, { name: 'one', components: {} }), document, rendered: '' },
  ]);
}

describeWithGoogleMirror('the digest of a plan', ['google', 'random', 'kubernetes', 'helm'], (parts) => {
  it('is the same for each of two plans, of each stack, and another for another size', async () => {
    const config = exampleConfig('staging');
    const stacks = await renderedGcp(config);
    const { storage } = config.postgres;
    const larger = await renderedGcp({
      ...config,
      postgres: { ...config.postgres, storage: { ...storage, sizeGb: storage.sizeGb * 2 } },
    });
    const differing: string[] = [];
    for (const [index, stack] of stacks.entries()) {
      const first = await plannedStack(parts, stack);
      const second = await plannedStack(parts, stack);
      expect(first.add).toBeGreaterThan(0);
      expect(digestOf(second.text), stack.name).toBe(digestOf(first.text));
      const other = larger[index];
      if (other === undefined || other.json === stack.json) continue;
      expect(digestOf((await plannedStack(parts, other)).text)).not.toBe(digestOf(first.text));
      differing.push(stack.name);
    }
    expect(differing).toEqual(['infra']);
  });
});
