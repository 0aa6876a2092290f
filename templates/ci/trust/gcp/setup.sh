#!/usr/bin/env bash
# Lets the pipeline of %name% sign in to the Google Cloud project %project% without a stored key (Workload Identity Federation).
# Run it once, as an owner; read it first.
set -euo pipefail

gcloud services enable iamcredentials.googleapis.com sts.googleapis.com --project '%project%'
gcloud iam workload-identity-pools describe bt-dataplane-ci --location global --project '%project%' > /dev/null 2>&1 ||
  gcloud iam workload-identity-pools create bt-dataplane-ci --location global --project '%project%'
# Only this repository gets in at all, and each service account is for named subjects alone.
gcloud iam workload-identity-pools providers create-oidc 'bt-%name%' --location global --project '%project%' \
  --workload-identity-pool bt-dataplane-ci --issuer-uri 'https://%issuer%' %audienceFlag% \
  --attribute-mapping 'google.subject=assertion.sub,attribute.part=%partMapping%' \
  --attribute-condition "%condition%"

number="$(gcloud projects describe '%project%' --format 'value(projectNumber)')"
pool="projects/$number/locations/global/workloadIdentityPools/bt-dataplane-ci"
account() { # part, role
  gcloud iam service-accounts create "%name%-ci-$1" --project '%project%' || true
  gcloud projects add-iam-policy-binding '%project%' --condition None \
    --member "serviceAccount:%name%-ci-$1@%project%.iam.gserviceaccount.com" --role "$2"
  gcloud iam service-accounts add-iam-policy-binding "%name%-ci-$1@%project%.iam.gserviceaccount.com" --project '%project%' \
    --member "principalSet://iam.googleapis.com/$pool/attribute.part/%name%-$1" --role roles/iam.workloadIdentityUser
}
# Plans read only, but for the lock of the state: let this account also write objects in the bucket of the state.
account plan roles/viewer
# Applies make networks, accounts and keys.
account apply roles/owner
echo "set the variable %prefix%_IDENTITY_PROVIDER of the pipeline to $pool/providers/bt-%name%"
