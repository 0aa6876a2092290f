/**
 * Bash that a node runs once, when it starts for the first time. Static: everything that differs between nodes comes as
 * data, by the function `settings` that `userData` puts in front.
 */
export const startScript = `
readonly cache_folder=/mnt/tmp/brainstore
readonly environment_file=/etc/brainstore/environment

main() {
  trap 'say "stopped at line $LINENO: $BASH_COMMAND"' ERR
  install_packages
  start_log_shipping
  mount_cache
  raise_limits
  write_environment "$environment_file"
  start_brainstore
  say "Brainstore was started"
}

say() {
  echo "brainstore-start: $*" >&2
}

# retry TIMES SECONDS COMMAND...: runs it until it succeeds.
retry() {
  local times="$1" pause="$2" attempt
  shift 2
  for ((attempt = 1; attempt <= times; attempt++)); do
    if "$@"; then
      return 0
    fi
    say "attempt $attempt of $times failed: $1 $2"
    sleep "$pause"
  done
  return 1
}

# Other users of dnf hold its lock while the machine starts.
install_packages() {
  retry 30 10 dnf --assumeyes --quiet install docker nvme-cli mdadm jq xfsprogs amazon-cloudwatch-agent
}

start_log_shipping() {
  local file=/opt/aws/amazon-cloudwatch-agent/etc/brainstore.json
  settings | jq '.agent' > "$file"
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c "file:$file"
}

# By model: the names of devices differ from start to start.
instance_store_devices() {
  lsblk --nodeps --noheadings --paths --output NAME,MODEL | awk '/Instance Storage/ { print $1 }'
}

mount_cache() {
  local listed device
  local -a devices
  listed="$(instance_store_devices)"
  if [[ -z "$listed" ]]; then
    say "this machine type has no instance-store NVMe disk, which Brainstore's cache needs; choose one that has"
    return 1
  fi
  mapfile -t devices <<< "$listed"
  device="\${devices[0]}"
  if ((\${#devices[@]} > 1)); then
    device=/dev/md/brainstore
    mdadm --create "$device" --run --force --level=0 --raid-devices="\${#devices[@]}" "\${devices[@]}"
    mdadm --detail --scan > /etc/mdadm.conf
  fi
  # Without discarding first (-K), which takes minutes on large disks.
  mkfs.xfs -f -K "$device"
  mkdir --parents "$cache_folder"
  echo "UUID=$(blkid --match-tag UUID --output value "$device") $cache_folder xfs noatime,nofail 0 2" >> /etc/fstab
  mount "$cache_folder"
  # The container's user is not root.
  chmod 0777 "$cache_folder"
  # After a restart of the machine: no container on the root disk in place of the cache.
  mkdir --parents /etc/systemd/system/docker.service.d
  printf '[Unit]\\nRequiresMountsFor=%s\\n' "$cache_folder" > /etc/systemd/system/docker.service.d/cache.conf
  systemctl daemon-reload
}

raise_limits() {
  printf '%s\\n' '* - nofile 65535' 'root - nofile 65535' > /etc/security/limits.d/brainstore.conf
}

# write_environment FILE: NAME=value lines as docker reads them: as they are, up to the end of the line, no quotes.
write_environment() {
  local file="$1"
  mkdir --parents "\${file%/*}"
  (
    umask 077
    collect_environment | environment_lines > "$file.new"
  )
  mv "$file.new" "$file"
}

# Prints JSON objects. Secrets go through pipes only, never through a command line.
collect_environment() {
  local name arn key parameter
  settings | jq '.environment'
  while IFS=$'\\t' read -r name arn key; do
    retry 30 10 read_secret "$arn" | jq --arg name "$name" --arg key "$key" \\
      '{($name): (if $key == "" then .SecretString else try (.SecretString | fromjson | .[$key]) catch null end)}'
  done < <(settings | jq -r '.secrets | to_entries[] | [.key, .value.secretArn, .value.key // ""] | @tsv')
  while IFS=$'\\t' read -r name parameter; do
    retry 60 10 read_parameter "$parameter" | jq --arg name "$name" '{($name): .Parameter.Value}'
  done < <(settings | jq -r '.parameters | to_entries[] | [.key, .value] | @tsv')
}

read_secret() {
  aws secretsmanager get-secret-value --region "$(settings | jq -r '.region')" --secret-id "$1" --output json
}

read_parameter() {
  aws ssm get-parameter --region "$(settings | jq -r '.region')" --name "$1" --output json
}

environment_lines() {
  jq --slurp --raw-output 'add | to_entries[] |
    if (.value | type) != "string" then error("\\(.key) has no text value")
    elif .value | test("[\\n\\r\\u0000]") then error("the value of \\(.key) has a line break or a NUL character")
    else "\\(.key)=\\(.value)" end'
}

start_brainstore() {
  local image
  image="$(settings | jq -r '.image')"
  systemctl enable --now docker
  retry 10 15 docker pull --quiet "$image"
  docker run --detach --name brainstore --init --network host --restart always \\
    --env-file "$environment_file" --ulimit nofile=65535:65535 \\
    --log-driver json-file --log-opt max-size=100m --log-opt max-file=3 \\
    --volume "$cache_folder:$cache_folder" "$image" web
}

if [[ "\${BASH_SOURCE[0]}" == "$0" ]]; then
  main
fi
`;
