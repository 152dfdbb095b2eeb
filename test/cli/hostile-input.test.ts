import { checkFile, Ran } from './run-stowage';
import { ec2Template, Template } from './templates';

function expectJudged(ran: Ran): void {
  expect(ran.stderr).not.toMatch(/^\s+at .*[(:]\d+/m);
  expect(ran.stderr).not.toMatch(/made the preflight itself fail/);
  expect([0, 1]).toContain(ran.exitCode);
}

const check = (template: unknown) => checkFile('template.json', JSON.stringify(template));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('input made to hurt is judged or refused, in time and without a stack trace', () => {
  test('a template without ECS resources passes with a note, not in silence', () => {
    const ran = check({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });
    expect(ran.stdout).toMatch(/note: no ECS resource in template\.json/);
    expect(ran.exitCode).toBe(0);
  });

  test('a million nested arrays inside a property', () => {
    const text = JSON.stringify(ec2Template({ service: { DesiredCount: 'HERE' } })).replace('"HERE"', nested(1e6));
    const ran = checkFile('template.json', text);
    expect(ran.stderr).not.toMatch(/^\s+at .*[(:]\d+/m);
    expect(ran.stdout).not.toMatch(/^ .* fits /m);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a resource that is called %s', (name) => {
    const { Service, ...rest } = ec2Template().Resources;
    // Written as text: an object literal would set the prototype instead of a key.
    const text = JSON.stringify({ Resources: { ...rest, HERE: Service } } as Template).replace('"HERE"', JSON.stringify(name));
    const ran = checkFile('template.json', text);
    expectJudged(ran);
    expect(ran.stdout).toContain(`template/${name}`);
    expect(ran.stdout).toMatch(/steady-state\s+always fits/);
  });

  test('keys called __proto__ inside properties change nothing', () => {
    const text = JSON.stringify(ec2Template()).replace('"DesiredCount":4', '"DesiredCount":4,"__proto__":{"DesiredCount":1,"polluted":true}');
    const ran = checkFile('template.json', text);
    expectJudged(ran);
    expect(ran.stdout).toMatch(/steady-state\s+always fits\s+4 of 4/);
  });

  test('references that lead to themselves', () => {
    const ran = check(ec2Template({ service: { DesiredCount: { Ref: 'Service' } }, launch: { InstanceType: { 'Fn::GetAtt': ['Launch', 'InstanceType'] } } }));
    expectJudged(ran);
    expect(ran.stdout).toMatch(/unknown: steady-state/);
  });

  test('an export that imports itself', () => {
    const template = ec2Template({ service: { DesiredCount: { 'Fn::ImportValue': 'count' } } });
    const Outputs = { Count: { Value: { 'Fn::ImportValue': 'count' }, Export: { Name: 'count' } } };
    const ran = check({ ...template, Outputs });
    expectJudged(ran);
    expect(ran.stdout).toMatch(/unknown: steady-state/);
  });

  test('conditions that ask each other', () => {
    const Conditions = { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } };
    const ran = check({ ...ec2Template({ service: { DesiredCount: { 'Fn::If': ['A', 1, 2] } } }), Conditions });
    expectJudged(ran);
    expect(ran.stdout).toMatch(/unknown: steady-state/);
  });

  test('control characters in a name do not reach the terminal', () => {
    const Metadata = { 'aws:cdk:path': 'Evil\u001b[2J\u0007/Service/Resource' };
    const template = ec2Template();
    const Service = { ...template.Resources.Service, Metadata };
    const ran = check({ Resources: { ...template.Resources, Service } });
    expectJudged(ran);
    expect([...ran.stdout].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
  });

  test('twenty thousand resources that are none of our business take no longer than any template may', () => {
    const others = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::Topic', Properties: {} }]));
    // The command is ended, and the test fails, after the time that is given to each run.
    expectJudged(check({ Resources: { ...others, ...ec2Template().Resources } }));
  });
});
