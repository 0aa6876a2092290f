// What gitlab-ci-local takes for granted and Node 20 does not have. https://tc39.es/proposal-set-methods/
const { prototype } = Set;
prototype.union ??= function union(other) {
  return new Set([...this, ...other]);
};
prototype.difference ??= function difference(other) {
  return new Set([...this].filter((item) => !other.has(item)));
};
