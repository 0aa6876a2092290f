import { describe, expect, test } from 'vitest';
import { errorText } from '../../../../src/cli/render/error.ts';
import { plain } from '../../../../src/cli/render/paint.ts';
import { BtError, fromUnknown } from '../../../../src/errors.ts';

const terraformFailure = new BtError({
  kind: 'terraform',
  code: 'apply-failed',
  message: 'terraform could not apply',
  detail: 'Error: creating database\n\n  with aws_db_instance.main,\n',
  hint: 'raise the quota',
});

test("terraform's own words stay whole, our hint comes after them", () => {
  const text = errorText(terraformFailure, plain, { verbose: false });
  expect(text).toContain('Error: creating database\n\n  with aws_db_instance.main,');
  expect(text.indexOf('help: raise the quota')).toBeGreaterThan(text.indexOf('aws_db_instance'));
});

describe('whose turn it is', () => {
  test('a defect of ours asks for a report', () => {
    expect(errorText(fromUnknown(new Error('boom')), plain, { verbose: false })).toMatch(
      /boom[\s\S]*report it/,
    );
  });

  test("a person's or the environment's failure does not", () => {
    expect(errorText(terraformFailure, plain, { verbose: false })).not.toMatch(/report it/);
  });

  test('a refusal is called one', () => {
    const refused = new BtError({ kind: 'refused', code: 'not-confirmed', message: 'you said no' });
    expect(errorText(refused, plain, { verbose: false })).toBe('refused[not-confirmed]: you said no');
  });
});

test('stack and cause only with --verbose', () => {
  const error = fromUnknown(new Error('outer', { cause: new Error('inner') }));
  expect(errorText(error, plain, { verbose: false })).not.toMatch(/at .*\.ts/);
  expect(errorText(error, plain, { verbose: true })).toMatch(
    /at .*error\.test\.ts[\s\S]*caused by[\s\S]*inner/,
  );
});
