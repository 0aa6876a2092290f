/** A wish that pods of one Deployment keep apart; `topology` is the label whose value shall differ. */
export function spread(app: string, topology: string, weight: number) {
  return {
    weight,
    podAffinityTerm: {
      labelSelector: { matchLabels: { app } },
      topologyKey: topology,
    },
  };
}
