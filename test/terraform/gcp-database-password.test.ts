/** What the real terraform makes of the expression that keeps the password of the database. */
import { expect, it } from 'vitest';
import { databasePassword } from '../../modules/gcp/database-password.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { synth } from '../helpers/synth.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';

const stored = (rotation: number) => JSON.stringify({ username: 'postgres', password: 'stored', rotation });

describeWithRealParts('the password of the database', ['terraform'], (parts) => {
  it.each([
    ['random while nothing is stored', '', 'random'],
    ['the stored one, once it is stored: a run that broke off is taken up', stored(2), 'stored'],
    ['random with a raised rotation', stored(1), 'random'],
    ['random when what is stored is no JSON', 'garbage', 'random'],
    ['random when what is stored has no rotation', '{"password":"stored"}', 'random'],
  ])('is %s', (_, value, expected) => {
    let expression = '';
    synth((stack) => {
      expression = databasePassword(stack, 2);
    });
    // The same expression over plain values, since an ephemeral one cannot be shown.
    const plain = expression
      .replace(/^sensitive\((.*)\)$/, '$1')
      .replaceAll(/ephemeral\.random_password\.\w+\.result/g, '"random"')
      .replaceAll('var.stored_database_password', 'var.stored');
    expect(plain).toContain('"random"');
    using folder = terraformFolder(parts, {
      'main.tf.json': JSON.stringify({
        variable: { stored: { default: value } },
        output: { password: { value: `\${${plain}}` } },
      }),
    });
    folder.terraform('apply', '-auto-approve', '-input=false');

    expect(JSON.parse(folder.terraform('output', '-json', 'password'))).toBe(expected);
  });
});
