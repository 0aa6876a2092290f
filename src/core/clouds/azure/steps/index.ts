/** What is done on Azure besides terraform, in this order. */
import type { StageStep } from '../../cloud.ts';
import { databaseRestart } from './database-restart.ts';
import { frontDoorAnswers } from './front-door-answers.ts';
import { kubelogin } from './kubelogin.ts';
import { localStorage } from './local-storage.ts';
import { privateLinkApproval } from './private-link-approval.ts';
import { resourceProviders } from './resource-providers.ts';

export const azureSteps: readonly StageStep[] = [
  kubelogin,
  resourceProviders,
  databaseRestart,
  localStorage,
  privateLinkApproval,
  frontDoorAnswers,
];
