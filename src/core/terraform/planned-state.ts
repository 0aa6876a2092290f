import { unzipSync } from 'fflate';
import type { Env } from '../../env.ts';

export interface PlannedState {
  readonly lineage?: string;
  readonly serial: number;
}

/** Which state a saved plan was made for. The file is a zip archive, and the state is an entry of it; without one there was none. */
export async function readPlannedState(env: Env, planFile: string): Promise<PlannedState> {
  try {
    const entries = unzipSync(await env.fs.readBytes(planFile), { filter: ({ name }) => name === 'tfstate' });
    const state = entries.tfstate;
    if (state === undefined) return { serial: 0 };
    const { lineage, serial } = JSON.parse(new TextDecoder().decode(state)) as {
      readonly lineage?: unknown;
      readonly serial?: unknown;
    };
    return {
      serial: typeof serial === 'number' ? serial : 0,
      ...(typeof lineage === 'string' && lineage !== '' ? { lineage } : {}),
    };
  } catch {
    // Whether it is a plan at all is terraform's to say.
    return { serial: 0 };
  }
}
