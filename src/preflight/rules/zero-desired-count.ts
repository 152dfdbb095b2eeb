import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const zeroDesiredCount = templateRule({
  id: 'zero-desired-count',
  title: 'a service is created without a task, so its deployment proves nothing',
  viewsOf: serviceViews,
  judge({ service }) {
    const { desiredCount, desiredCountIsSet, scaling, schedulingStrategy, deploymentController, subject } = service;
    if (!desiredCountIsSet || !desiredCount.known || desiredCount.value !== 0 || scaling) return [];
    if (!schedulingStrategy.known || schedulingStrategy.value === 'DAEMON' || !deploymentController.known || deploymentController.value === 'EXTERNAL') return [];
    return [
      {
        severity: 'note' as const,
        summary: `${subject.constructPath} is deployed with 0 tasks, and nothing of the input starts one`,
        notes: ['CloudFormation is content at once; whether the task starts shows when somebody sets the count'],
        cures: [serviceCure(`set DesiredCount (desiredCount) of ${subject.constructPath} from 0 to 1 once, to see it start`, { desiredCount: known(1) })],
      },
    ];
  },
});
