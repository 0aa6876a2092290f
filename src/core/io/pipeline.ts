import type { Env } from '../../env.ts';

/** In a pipeline with nobody watching. GitHub, GitLab and others set `CI`: https://docs.github.com/actions/reference/variables-reference */
export function inPipeline(vars: Env['vars']): boolean {
  const ci = vars.CI;
  return ci !== undefined && ci !== '' && ci !== '0' && ci.toLowerCase() !== 'false';
}
