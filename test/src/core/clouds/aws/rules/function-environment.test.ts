/** The estimate against what is rendered: the same variables, and never less than the text without references. */
import { expect, it } from 'vitest';
import { environmentBytes } from '../../../../../../src/core/clouds/aws/rules/function-environment.ts';
import { awsConfig } from '../../../../../helpers/aws-config.ts';
import { renderedAws } from '../../../../../helpers/aws-stack.ts';
import { look } from '../../../../../helpers/synth.ts';

it.each(['staging', 'production'] as const)('counts every variable of APIHandler in %s', async (profile) => {
  const config = awsConfig(profile, { network: { quarantine: { enabled: true } } });
  const handler = look(await renderedAws(config)).resource('aws_lambda_function.api_handler');
  const { variables } = handler.environment as { variables: Record<string, string> };
  const known = JSON.stringify(variables).replaceAll(/\$\{[^}]*\}/g, '').length;
  const references = JSON.stringify(variables).match(/\$\{[^}]*\}/g)?.length ?? 0;
  const estimate = environmentBytes(config);
  // Every reference stands for an id, an ARN or a name: between 15 and 130 characters.
  expect(estimate).toBeGreaterThan(known + 15 * references);
  expect(estimate).toBeLessThan(known + 130 * references);
});

it('leaves room in the largest deployment', () => {
  const config = awsConfig('production', {
    name: 'abcdefghijklmnopqr',
    region: 'ap-southeast-2',
    organization: { name: 'An organization with a long name' },
  });
  expect(environmentBytes(config)).toBeLessThan(3_700);
});
