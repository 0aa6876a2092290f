/**
 * Bash that Lambda starts in place of a runtime. No process substitution and no temporary file: the loader's output goes
 * through a pipe into this shell (`lastpipe`), so values touch neither a disk nor a command line, and a loader that fails
 * stops the start (`pipefail`).
 */
export const wrapper = `#!/bin/bash
# Puts secrets into the environment of a Lambda function, then becomes the function's runtime.
# Arguments: the runtime's own command line. BT_SECRETS: {"NAME": {"secretArn": "...", "key": "..."}}.
set -euo pipefail
shopt -s lastpipe

here="\${BASH_SOURCE[0]%/*}"
case "\${1##*/}" in
  node*) loader="$here/load.cjs" ;;
  python*) loader="$here/load.py" ;;
  *)
    echo "bt-secrets: cannot read secrets for the runtime \${1:-(none)}: only Node.js and Python are known" >&2
    exit 1
    ;;
esac

assignments=()
if ! "$1" "$loader" | mapfile -d '' -t assignments; then
  echo "bt-secrets: the function does not start, because its secrets could not be read (see the line above)" >&2
  exit 1
fi
for assignment in "\${assignments[@]}"; do
  export "$assignment"
done
exec "$@"
`;
