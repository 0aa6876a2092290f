/** Every command, in the order of the help. The work of each is loaded only when it runs. */
import type { Command } from '../command.ts';
import { apply } from './apply.ts';
import { attach } from './attach.ts';
import { ciScaffold } from './ci-scaffold.ts';
import { configMigrate } from './config-migrate.ts';
import { configShow } from './config-show.ts';
import { destroy } from './destroy.ts';
import { init } from './init.ts';
import { outputs } from './outputs.ts';
import { plan } from './plan.ts';
import { recover } from './recover.ts';
import { releasesList, releasesShow, releasesUpdate } from './releases.ts';
import { renderHelmValues } from './render-helm-values.ts';
import { requirements } from './requirements.ts';
import { schema } from './schema.ts';
import { stateUnlock } from './state-unlock.ts';
import { status } from './status.ts';
import { synth } from './synth.ts';
import { upgradeApply } from './upgrade-apply.ts';
import { upgradeCheck } from './upgrade-check.ts';
import { upgradePlan } from './upgrade-plan.ts';
import { validate } from './validate.ts';
import { version } from './version.ts';

/** `run` of each wants its own options; whoever walks the table hands in what `flags` of the same record made. */
export const commands = [
  init,
  validate,
  synth,
  plan,
  apply,
  upgradeCheck,
  upgradePlan,
  upgradeApply,
  status,
  outputs,
  destroy,
  attach,
  recover,
  stateUnlock,
  releasesList,
  releasesShow,
  releasesUpdate,
  requirements,
  ciScaffold,
  configShow,
  configMigrate,
  renderHelmValues,
  schema,
  version,
] as readonly unknown[] as readonly Command[];
