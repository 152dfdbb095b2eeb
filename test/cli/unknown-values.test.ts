import { checkFile, verdictsOf } from './run-stowage';
import { ec2Template } from './templates';

const FITS = ['fits', 'always-fits'];
const SIMULATED = ['steady-state', 'rolling-deployment'];

test('the template of these tests fits as it stands', () => {
  const { ran, verdicts } = verdictsOf(ec2Template());
  expect(ran.exitCode).toBe(0);
  expect(SIMULATED.map((scenario) => verdicts.get(scenario))).toEqual(['always-fits', 'always-fits']);
});

test('scenarios that follow each other are judged where they are asked for', () => {
  const { ran } = verdictsOf(ec2Template());
  expect(ran.stdout).not.toContain('instance-loss+rolling-deployment');
  const { stdout } = checkFile('template.json', JSON.stringify(ec2Template()), '--scenario', 'instance-loss+rolling-deployment,steady-state');
  expect(stdout).toMatch(/ {2}steady-state +always fits .*\n {2}instance-loss\+rolling-deployment +fits /);
});

describe('a value that is not known is named, and no verdict of "fits" rests on it', () => {
  test.each([
    ['an instance type that no catalog knows', { launch: { InstanceType: 'z99.huge' } }, /z99\.huge/],
    ['an instance type known at deployment', { launch: { InstanceType: { 'Fn::GetAtt': ['Lookup', 'Type'] } } }, /Lookup/],
    ['a desired count from a resource', { service: { DesiredCount: { 'Fn::GetAtt': ['Lookup', 'Count'] } } }, /desired count/],
    ['a desired count from another stack', { service: { DesiredCount: { 'Fn::ImportValue': 'count' } } }, /count/],
    ['memory from a resource', { container: { Memory: { 'Fn::GetAtt': ['Lookup', 'Memory'] } } }, /memory/],
    ['memory that is a word', { container: { Memory: 'plenty' } }, /plenty/],
    ['CPU from a macro', { container: { Cpu: { 'Fn::Transform': { Name: 'Sizes' } } } }, /CPU|Transform/],
    ['a group size known at deployment', { group: { MaxSize: { 'Fn::GetAtt': ['Lookup', 'Size'] } } }, /Lookup/],
    ['containers written by a macro', { task: { ContainerDefinitions: { 'Fn::Transform': { Name: 'Sidecars' } } } }, /Transform|container/i],
  ])('%s', (_, changes, cause) => {
    const { ran, report, verdicts } = verdictsOf(ec2Template(changes));
    const simulated = SIMULATED.map((scenario) => verdicts.get(scenario));
    expect(simulated.filter((verdict) => FITS.includes(verdict!))).toEqual([]);
    expect(JSON.stringify([report.findings, report.services])).toMatch(cause);
    expect(report.findings.map(({ severity }) => severity)).not.toContain('error');
    expect(ran.exitCode).toBe(0);
  });

  test('with --fail-on note an unknown fails the run', () => {
    const template = JSON.stringify(ec2Template({ launch: { InstanceType: 'z99.huge' } }));
    expect(checkFile('template.json', template, '--fail-on', 'note').exitCode).toBe(1);
  });
});

describe('spellings CloudFormation accepts are read as what they mean', () => {
  test('numbers as strings', () => {
    const { verdicts } = verdictsOf(ec2Template({ container: { Cpu: '512', Memory: '1024' }, service: { DesiredCount: '4' } }));
    expect(verdicts.get('steady-state')).toBe('always-fits');
  });

  test('numbers as strings that are too large', () => {
    const { ran, verdicts } = verdictsOf(ec2Template({ container: { Memory: '9000' } }));
    expect(verdicts.get('steady-state')).toBe('cannot-fit');
    expect(ran.exitCode).toBe(1);
  });

  test('AWS::NoValue is the same as not there', () => {
    const nothing = { Ref: 'AWS::NoValue' };
    const service = { PlacementConstraints: nothing, LaunchType: nothing };
    const { verdicts } = verdictsOf(ec2Template({ service, container: { MemoryReservation: nothing } }));
    expect(verdicts.get('steady-state')).toBe('always-fits');
  });
});

test('an express service is no error: what ECS makes around its container is not missing', () => {
  const express = (properties: object): object => ({
    Resources: {
      Web: { Type: 'AWS::ECS::ExpressGatewayService', Properties: { InfrastructureRoleArn: 'r', ExecutionRoleArn: 'e', PrimaryContainer: { Image: 'web:1' }, ...properties } },
    },
  });
  const known = verdictsOf(express({ Cpu: '512', Memory: '1024', ScalingTarget: { MinTaskCount: 2, MaxTaskCount: 6 } }));
  expect(known.report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect([known.verdicts.get('steady-state'), known.verdicts.get('scaled-to-maximum')]).toEqual(['fits', 'fits']);
  expect(verdictsOf(express({})).verdicts.get('steady-state')).toBe('unknown');
});

test('a pattern of instance types, as Managed Instances take it, is not an unknown type', () => {
  const provider = (types: object): object => ({
    Resources: {
      Provider: {
        Type: 'AWS::ECS::CapacityProvider',
        Properties: { ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceRequirements: types, NetworkConfiguration: { Subnets: ['subnet-1'] } } } },
      },
    },
  });
  const said = (types: object): string => JSON.stringify(verdictsOf(provider(types)).report.findings);
  expect(said({ AllowedInstanceTypes: ['m7i.*'] }) + said({})).not.toContain('is not in the catalog');
  expect(said({ AllowedInstanceTypes: ['m7i.lrge'] })).toContain('the instance type m7i.lrge of');
});
