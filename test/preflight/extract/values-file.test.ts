import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, readTemplates, readValuesFile } from '../../../src/preflight/extract';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'values-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function valuesOf(content: string): unknown {
  writeFileSync(join(directory, 'values'), content);
  return readValuesFile('values', directory);
}

test.each([
  ['an object', '{"Count": 3, "Names": ["a", "b"]}'],
  ['an object under Parameters', '{"Parameters": {"Count": "3", "Names": "a,b"}}'],
  ['the list of the AWS CLI', '[{"ParameterKey": "Count", "ParameterValue": "3"}, {"ParameterKey": "Names", "ParameterValue": "a,b"}]'],
  ['the answer of ssm get-parameters', '{"Parameters": [{"Name": "Count", "Value": "3"}, {"Name": "Names", "Value": "a,b"}]}'],
  ['a list of assignments', '["Count=3", "Names=a,b"]'],
  ['lines', '# sizes\nCount=3\n\nNames = a,b\n'],
])('values are read from %s', (_, content) => {
  expect(valuesOf(content)).toEqual({ Count: '3', Names: 'a,b' });
});

test.each([
  ['{"Count": {}}', /values: Count has no plain value/],
  ['[{"Key": "x"}]', /item 1 has neither ParameterKey nor Name/],
  ['{"Count": ', /values:1:11: the JSON cannot be read/],
  ['Count\n', /values:1:1: "Count" is not Name=value/],
])('%s is an input error', (content, message) => {
  expect(() => valuesOf(content)).toThrow(message);
  expect(() => valuesOf(content)).toThrow(InputError);
});

test('open conditions are told, and each answer gives the model of its branch', () => {
  const body = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }, Unused: { 'Fn::Equals': [{ Ref: 'Stage' }, 'x'] } },
    Resources: { S: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web', DesiredCount: { 'Fn::If': ['IsProd', 6, 1] } } } },
  };
  const template = { path: 'template.json', body };
  expect(readTemplates([template]).openConditions).toEqual([
    { id: 'template/IsProd', because: 'the parameter Stage has no default and no value is given' },
  ]);
  const counts = [true, false].map((answer) => readTemplates([template], { conditions: { 'template/IsProd': answer } }).model.services[0].desiredCount);
  expect(counts).toMatchObject([{ value: 6 }, { value: 1 }]);
});
