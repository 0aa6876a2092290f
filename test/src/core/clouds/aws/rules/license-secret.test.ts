import { describe, expect, it } from 'vitest';
import { faults, findingsOf } from '../../../../../helpers/judged.ts';

describe('a stored licence key', () => {
  it.each([
    ['arn:aws:secretsmanager:us-east-1:123456789012:secret:brainstore/licence-AbCdEf', []],
    ['arn:aws-us-gov:secretsmanager:us-east-1:123456789012:secret:licence', []],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:licence', ['error config/license-secret']],
    ['brainstore/licence', ['error config/license-secret']],
    ['arn:aws:secretsmanager:us-east-1:123456789012:secret:*', ['error config/license-secret']],
  ])('named %s gives %j', (secretRef, expected) => {
    expect(faults(findingsOf('staging', { licenseKey: { secretRef } }))).toEqual(expected);
  });

  it('says where it lies when it lies elsewhere', () => {
    const [finding] = findingsOf('staging', {
      licenseKey: { secretRef: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:licence' },
    }).filter(({ rule }) => rule === 'config/license-secret');
    expect(finding?.message).toContain('lies in eu-west-1');
  });
});
