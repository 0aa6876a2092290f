/** The values of the official Helm chart, from the configuration alone: every name in them is known before anything exists. */
import { gcpNames } from '../../../../modules/gcp/naming.ts';
import { type GoogleValuesProps, googlePart } from '../../../../modules/kubernetes/values/google.ts';
import { type HelmValues, helmValues } from '../../../../modules/kubernetes/values/values.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import { valuesProps } from '../kubernetes/values-props.ts';
import { needed } from '../settings.ts';
import { nodeOf, podSizes } from './nodes.ts';

export function valuesOf(config: Config, release: Release): HelmValues {
  const props = valuesProps(config, release, {
    // With a host name a Gateway stands before the service.
    internal: config.api.customDomain === undefined,
    pool(key) {
      const { architecture, machineFamily } = nodeOf(config, key);
      return { ...podSizes(config, key), architecture, machineFamily };
    },
  });
  return helmValues(props, googlePart(props, googleOf(config)));
}

function googleOf(config: Config): GoogleValuesProps {
  const project = needed(config.account.project, 'account.project');
  const names = gcpNames(project, config.name);
  return {
    mode: needed(config.cluster?.mode, 'cluster.mode'),
    brainstoreBucket: names.brainstoreBucket,
    apiBucket: names.apiBucket,
    apiServiceAccount: names.apiAccountEmail,
    brainstoreServiceAccount: names.brainstoreAccountEmail,
  };
}
