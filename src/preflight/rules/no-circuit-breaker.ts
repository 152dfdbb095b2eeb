import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const noCircuitBreaker = templateRule({
  id: 'no-circuit-breaker',
  title: 'nothing ends a failing deployment before CloudFormation gives up',
  viewsOf: serviceViews,
  judge({ service }) {
    const { circuitBreaker, deploymentAlarms, deploymentController, deploymentStrategy, subject } = service;
    if (!deploymentController.known || deploymentController.value !== 'ECS' || !deploymentStrategy.known) return [];
    if (!circuitBreaker.known || circuitBreaker.value.enable || !deploymentAlarms.known || deploymentAlarms.value.length > 0) return [];
    const rolling = deploymentStrategy.value === 'ROLLING';
    return [
      {
        severity: 'warning',
        summary: `a failing deployment of ${subject.constructPath} runs until CloudFormation gives up after ${rolling ? '3' : '36'} hours`,
        notes: ['the circuit breaker is off and no deployment alarm is set, so ECS starts failing tasks again and again'],
        cures: [
          {
            text: `turn on DeploymentCircuitBreaker with Rollback (circuitBreaker: { rollback: true }) of ${subject.constructPath}`,
            apply: (view) => ({ ...view, service: { ...view.service, circuitBreaker: known({ enable: true, rollback: true }) } }),
          },
        ],
      },
    ];
  },
});
