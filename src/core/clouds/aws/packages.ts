/** The packages of the vendor's functions: which archive each release has for each. */
import { type FunctionId, functionCatalogue } from '../../../../modules/aws/functions/catalogue.ts';
import { pointerKey } from '../../../../modules/aws/functions/vendor-bucket.ts';
import { isArtefact } from '../../config/pins.ts';
import type { StateResource } from '../../terraform/state.ts';
import type { Pinned, PinSource } from '../cloud.ts';
import { readPointer } from './pointer.ts';

/** Enough to be quick, few enough for any proxy. */
const atOnce = 4;

const names = Object.values(functionCatalogue).map((spec) => spec.package);

export const functionPackages: PinSource = {
  noun: 'function packages',
  names,
  async lookUp({ region }, release, env) {
    const found: Record<string, string> = {};
    const left = [...names];
    const giveUp = new AbortController();
    const worker = async () => {
      for (let name = left.shift(); name !== undefined && !giveUp.signal.aborted; name = left.shift())
        found[name] = await readPointer({ name, region, release }, env, giveUp.signal);
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, worker));
    } finally {
      giveUp.abort();
    }
    return found;
  },
  deployed(release, resources) {
    return Object.fromEntries(
      names.map((name) => [name, deployedKey(name, resources) ?? pointerKey(name, release.functionTag)]),
    );
  },
};

/** The key of each function's archive; undefined unless there is one for every function. */
export function packageKeys(pins: Pinned): Readonly<Record<FunctionId, string>> | undefined {
  const entries = Object.entries(functionCatalogue).map(([id, spec]) => [id, pins[spec.package]] as const);
  if (entries.some(([, key]) => key === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<FunctionId, string>;
}

/** By the name that the function has: `<deployment>-<package>`. */
function deployedKey(name: string, resources: readonly StateResource[]): string | undefined {
  const deployed = resources.find(
    ({ type, attributes }) =>
      type === 'aws_lambda_function' && String(attributes.function_name).endsWith(`-${name}`),
  );
  const key = deployed?.attributes.s3_key;
  return typeof key === 'string' && isArtefact(key) ? key : undefined;
}
