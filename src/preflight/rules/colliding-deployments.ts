import { roomRule } from './room-rule';

/** What is stuck alone is `deployment-deadlock` or `no-room-for-blue-green`; here only what the others cause. */
export const collidingDeployments = roomRule({
  id: 'colliding-deployments',
  title: 'services that can each be deployed alone block each other when all are deployed at once',
  scenarios: ['all-deployments', 'interleaved-deployments'],
  coveredBy: ['rolling-deployment', 'blue-green-deployment'],
  goesByPercentages: true,
  worst: 'warning',
  summary: ({ service }) => `deployed together with the other services, ${service.subject.constructPath} finds no room for its new tasks`,
});
