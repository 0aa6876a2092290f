import { type Construct, Fn, TerraformLocal } from '../../core/cdktf.ts';
import { escapeTemplate } from '../../core/user-text.ts';
import type { NodeSettings } from './settings.ts';
import { startScript } from './start-script.ts';

/**
 * A node's user data: base64 of gzip of the script. A local value keeps the script readable in the rendered file, and lets
 * terraform resolve the references in it.
 * AWS takes 16 KiB before base64: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function userData(scope: Construct, settings: NodeSettings): string {
  return Fn.base64gzip(new TerraformLocal(scope, 'start', script(settings)).asString);
}

/**
 * The script as terraform text. The settings are one line of JSON in a quoted here-document, where bash reads nothing but a
 * line that equals the delimiter, and JSON on one line starts with a brace.
 */
export function script(settings: NodeSettings): string {
  return `${head}${JSON.stringify(settings)}${tail}`;
}

const head = `#!/bin/bash
# First start of a Brainstore node: disks, environment, container.
set -eEuo pipefail

settings() {
  cat <<'BRAINSTORE_SETTINGS'
`;

const tail = `
BRAINSTORE_SETTINGS
}
${escapeTemplate(startScript)}`;
