#!/usr/bin/env bash
# Lets the pipeline of %name% sign in to the Azure subscription %subscription% without a stored secret. Run it once, as an owner
# of the subscription who may register applications; read it first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

application() { # part, role, federated credentials
  local id
  id="$(az ad app list --display-name "%name%-ci-$1" --query '[0].appId' --output tsv)"
  if [ -z "$id" ]; then
    id="$(az ad app create --display-name "%name%-ci-$1" --query appId --output tsv)"
    az ad sp create --id "$id" > /dev/null
  fi
  for file in "${@:3}"; do
    # The Graph itself, since az knows no expressions in the place of subjects.
    az rest --method POST --url "https://graph.microsoft.com/beta/applications(appId='$id')/federatedIdentityCredentials" \
      --headers content-type=application/json --body "@$file"
  done
  az role assignment create --assignee "$id" --role "$2" --scope '/subscriptions/%subscription%'
  echo "set the variable %prefix%_${1^^}_CLIENT_ID of the pipeline to $id"
}
# Plans read only, but for the state: give this application also Storage Blob Data Contributor on its container.
application plan Reader %planFiles%
# Applies make networks, clusters and role assignments.
application apply Owner apply.json
