#!/usr/bin/env bash
# Lets the pipeline of %name% sign in to AWS account %account% without a stored key. Run it once, with rights on IAM; read it
# first. A second run changes nothing that is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

provider='arn:aws:iam::%account%:oidc-provider/%issuer%'
aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$provider" > /dev/null 2>&1 ||
  aws iam create-open-id-connect-provider --url 'https://%issuer%' --client-id-list '%audience%'

role() { # name, trust policy, managed policy
  aws iam create-role --role-name "$1" --assume-role-policy-document "file://$2" --max-session-duration 21600 ||
    aws iam update-assume-role-policy --role-name "$1" --policy-document "file://$2"
  aws iam attach-role-policy --role-name "$1" --policy-arn "arn:aws:iam::aws:policy/$3"
}
# Plans read only, but for the lock of the state: let this role also write and delete *.tflock in the bucket of the state.
role '%name%-ci-plan' plan.json ReadOnlyAccess
# Applies make networks, roles and keys. A policy of your own, with a permissions boundary, is better.
role '%name%-ci-apply' apply.json AdministratorAccess
