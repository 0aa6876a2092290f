import { describe, expect, it } from 'vitest';
import { stateMissing } from '../../../../src/core/plan/state-missing.ts';
import type { PlanDocument } from '../../../../src/core/terraform/plan-document.ts';
import type { RunAction, RunOutcome } from '../../../../src/core/terraform/run-record.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { planOf } from '../../../helpers/scripted-terraform.ts';

const document = (...actions: readonly (readonly string[])[]) =>
  JSON.parse(planOf(...actions.map((one) => ({ actions: one })))) as PlanDocument;
const everything = document(['create'], ['create']);
type Run = readonly [RunAction, RunOutcome];

function warning(documents: readonly PlanDocument[], ...runs: readonly Run[]) {
  const files = runs.map(([action, outcome], index) => {
    const id = `2026060${index + 1}T120000Z-${action}-a`;
    return [
      `/s/acme/runs/${id}/result.json`,
      JSON.stringify({ id, action, outcome, ended: `day ${index + 1}` }),
    ];
  });
  const stacks = new Map(documents.map((one, index) => [`stack-${index}`, one]));
  return stateMissing(memoryEnv({ files: Object.fromEntries(files) }), '/s/acme', stacks);
}

describe('a plan that makes everything', () => {
  it.each<readonly [string, readonly Run[]]>([
    ['after an apply', [['apply', 'done']]],
    [
      'after an apply with nothing to do, and a later one that failed at names that exist',
      [
        ['apply', 'nothing-to-do'],
        ['apply', 'failed'],
      ],
    ],
    [
      'after an apply again, once destroyed',
      [
        ['destroy', 'done'],
        ['apply', 'done'],
        ['destroy', 'refused'],
      ],
    ],
  ])('%s: the state is missing', async (_, runs) => {
    expect(await warning([everything], ...runs)).toMatchObject({ code: 'state-missing', level: 'warning' });
  });

  it.each<readonly [string, readonly Run[]]>([
    ['the first', []],
    ['after an apply that failed', [['apply', 'failed']]],
    [
      'after a destroy',
      [
        ['apply', 'done'],
        ['destroy', 'done'],
      ],
    ],
    [
      'after half a destroy',
      [
        ['apply', 'done'],
        ['destroy', 'interrupted'],
      ],
    ],
  ])('%s: nothing is said', async (_, runs) => {
    expect(await warning([everything], ...runs)).toBeUndefined();
  });
});

it.each([
  ['something stays', document(['create'], ['no-op'])],
  ['nothing is managed', document()],
  ['what is gone is known', { ...everything, resource_drift: document(['delete']).resource_changes }],
] as const)('%s: nothing is said', async (_, plan) => {
  expect(await warning([plan as PlanDocument], ['apply', 'done'])).toBeUndefined();
});
