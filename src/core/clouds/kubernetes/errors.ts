import { BtError } from '../../../errors.ts';

export function chartUnreadable(path: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'chart-not-found',
    message: `workload.chart names ${path}, which is neither an archive nor a folder with a Chart.yaml`,
    hint: 'correct the path, which is relative to the configuration file, or name a chart in a registry: oci://…',
  });
}

export function chartTooLarge(path: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'chart-too-large',
    message: `the folder ${path} of workload.chart holds too much for a chart: more than 8 MB or 2,000 files`,
    hint: 'name the folder of the chart itself, or an archive made with: helm package',
  });
}

export function chartOfOtherVersion(path: string, own: string, version: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'chart-version-differs',
    message: `the chart ${path} says that its version is ${own}, and ${version} is to be installed; the Helm provider refuses that`,
    hint: `set workload.chartVersion: "${own.replace(/^v/, '')}", or name a chart of version ${version}`,
  });
}

/** The rules find it sooner. */
export function chartVersionUnknown(release: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'chart-version-unknown',
    message: `no version of the Helm chart is known for release ${release}`,
    hint: 'choose a release that has one, or set workload.chartVersion',
  });
}
