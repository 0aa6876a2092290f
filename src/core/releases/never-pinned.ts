/** Tags that the vendor's own artefacts name, and that nothing here is ever pinned to. */

export interface NeverPinned {
  readonly tag: string;
  /** Which artefact has or names it. */
  readonly where: string;
  readonly why: string;
  readonly source: string;
}

const modules = 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/releases/tag';
const charts = 'https://github.com/braintrustdata/helm/releases/tag';

export const neverPinned: readonly NeverPinned[] = [
  {
    tag: 'latest',
    where: 'packages and images, AWS modules up to v1.3.2 and charts up to 0.10.0',
    why: 'it moves: the same configuration would be another deployment tomorrow',
    source: `${modules}/v1.3.2`,
  },
  {
    tag: 'prerelease',
    where: 'packages and images, AWS module v2.3.7',
    why: 'it moves, and was pinned by mistake',
    source: `${modules}/v2.3.7`,
  },
  {
    tag: '1.1.22',
    where: 'packages and images, AWS module v2.3.6',
    why: 'the tag is v1.1.22: without the v nothing is found',
    source: `${modules}/v2.3.6`,
  },
  {
    tag: 'v1.2.7',
    where: 'images, chart 3.0.1',
    why: 'the vendor put the images back to v1.1.27 the next day',
    source: `${charts}/3.0.1`,
  },
  {
    tag: '2.5.0',
    where: 'the chart of that number, which is not that of the data plane',
    why: 'mis-numbered: it holds chart 6.6.0, of the data plane 2.4.0',
    source: `${charts}/2.5.0`,
  },
  {
    tag: '1.0.1-prerelease',
    where: 'the chart of that number',
    why: 'a trial of the pipeline, with the contents of 1.0.0',
    source: `${charts}/1.0.1-prerelease`,
  },
];
