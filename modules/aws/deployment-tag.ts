/**
 * Tells what belongs to a deployment. IAM conditions test it, so a user's tag of the same name loses.
 */
export const deploymentTag = 'BraintrustDeploymentName';
