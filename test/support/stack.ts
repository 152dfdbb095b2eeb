import { App, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cluster } from '../../src/cluster/cluster';

/** A stack with a VPC of two zones and a cluster, which most construct tests start from. */
export function clusterStack(id: string = 'Shop', env?: Environment) {
  const stack = new Stack(new App(), id, { env });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  return { stack, vpc, cluster: new Cluster(stack, 'Cluster', { vpc }) };
}

/** The template of the stack the construct is in. */
export function templateOf(stack: Stack): Template {
  return Template.fromStack(stack);
}

export const m6iLarge = new ec2.InstanceType('m6i.large');

export const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** The one resource of a type whose logical id begins with the given text. */
export function only(template: Template, type: string, idPrefix: string = ''): { readonly id: string; readonly resource: { readonly [key: string]: unknown } } {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(idPrefix));
  if (found.length !== 1) throw new Error(`expected one ${type} with id ${idPrefix}*, got ${found.map(([id]) => id).join(', ') || 'none'}`);
  return { id: found[0][0], resource: found[0][1] };
}
