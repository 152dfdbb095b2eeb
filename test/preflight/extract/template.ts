import { App, Stack, Stage, type StackProps } from 'aws-cdk-lib';
import { readTemplates, type InputOptions } from '../../../src/preflight/extract';
import type { InstanceGroup, PlacementModel, Service, TaskDefinition } from '../../../src/preflight/model';

/** The model of one template that a test writes out. */
export function modelOf(body: object, options: InputOptions = {}): PlacementModel {
  return readTemplates([{ path: 'template.json', body }], options).model;
}

/** The model of resources alone. */
export function modelOfResources(resources: object, options: InputOptions = {}): PlacementModel {
  return modelOf({ Resources: resources }, options);
}

/** The model of a stack that `build` fills, as `cdk synth` would write it. */
export function modelOfStack(build: (stack: Stack) => void, props: StackProps = {}): PlacementModel {
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true }, analyticsReporting: false });
  const stack = new Stack(app, 'Shop', props);
  build(stack);
  const artifact = (Stage.of(stack) as App).synth({ skipValidation: true }).getStackArtifact(stack.artifactId);
  const body: unknown = artifact.template;
  return readTemplates([{ path: 'Shop.template.json', stackName: 'Shop', body, ...(props.env?.region === undefined ? {} : { region: props.env.region }) }]).model;
}

export function onlyService(model: PlacementModel): Service {
  return only(model.services);
}

export function onlyTask(model: PlacementModel): TaskDefinition {
  return only(model.taskDefinitions);
}

export function onlyGroup(model: PlacementModel): InstanceGroup {
  const capacity = only(model.capacities);
  if (capacity.kind !== 'instance-group') {
    throw new Error(`expected an instance group, got ${capacity.kind}`);
  }
  return capacity;
}

function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0];
}
