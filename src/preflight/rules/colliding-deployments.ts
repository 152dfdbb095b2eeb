import { failuresOf } from './failures';
import { roomRule } from './room-rule';
import type { Rule } from './rule';

const collision = roomRule({
  id: 'colliding-deployments',
  title: 'services that can each be deployed alone block each other when all are deployed at once',
  scenario: 'all-deployments',
  worst: 'warning',
  summary: ({ service }) => `deployed together with the other services, ${service.subject.constructPath} finds no room for its new tasks`,
});

/** What is stuck alone is `deployment-deadlock` or `no-room-for-blue-green`; here only what the others cause. */
export const collidingDeployments: Rule = {
  ...collision,
  check(context) {
    const failures = [...failuresOf(context, 'rolling-deployment'), ...failuresOf(context, 'blue-green-deployment')];
    const alone = new Set(failures.map(({ service }) => service.subject.constructPath));
    return collision.check(context).filter(({ subject }) => !alone.has(subject.constructPath));
  },
};
