import { pieces } from './site';
import { templateRule } from './template-rule';
import type { DependencyLoop } from '../model';

const loops = pieces<DependencyLoop>((model) => model.loops);

export const circularDependency = templateRule({
  id: 'circular-dependency',
  title: 'resources of a template wait for one another, so CloudFormation refuses it',
  viewsOf: loops.viewsOf,
  judge({ piece: loop, site }) {
    if (!site.model.loops?.some(({ id }) => id === loop.id) || !loop.members.some(({ type }) => OURS.test(type))) return [];
    const ids = loop.members.map(({ subject }) => subject.logicalId);
    const alarm = loop.members.find(({ type }) => type === 'AWS::CloudWatch::Alarm');
    const service = loop.members.find(({ type }) => type === 'AWS::ECS::Service');
    const looped = alarm && service;
    const paths = loop.members.map(({ subject }) => subject.constructPath);
    return [
      {
        severity: 'error' as const,
        summary: ids.length === 1 ? `${paths[0]} waits for itself` : `${ids.length} resources wait for one another: ${paths.join(', ')}`,
        notes: [
          `CloudFormation will say "Circular dependency between resources: [${ids.join(', ')}]"`,
          ...(looped ? ['the service names the alarm, and the alarm takes the name of the service for the dimension of its metric'] : []),
        ],
        cures: [
          loops.cure(
            looped ? `write ServiceName of ${service.subject.constructPath} out, and use that text in the dimension and in AlarmNames`
              : ids.length === 1 ? `write a name out in place of the reference of ${ids[0]} to itself`
                : `write a name out in place of one of the references among ${ids.join(', ')}, or move one of them to another stack`,
            (model) => ({ ...model, loops: (model.loops ?? []).filter(({ id }) => id !== loop.id) }),
          ),
        ],
      },
    ];
  },
});

/** Loops without anything of a service in them are for other tools. */
const OURS = /^AWS::(ECS|ElasticLoadBalancingV2|AutoScaling|ApplicationAutoScaling)::/;
