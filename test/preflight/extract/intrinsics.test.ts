import { modelOf, onlyService } from './template';
import type { InputOptions } from '../../../src/preflight/extract';

/** What the platform version of a service comes to: a property whose text is kept as it is. */
function textOf(value: unknown, rest: object = {}, options: InputOptions = {}): unknown {
  const Resources = {
    S: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web', PlatformVersion: value } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Repo: { Type: 'AWS::ECR::Repository' },
  };
  const { platformVersion } = onlyService(modelOf({ Resources, ...rest }, options));
  return platformVersion === undefined ? 'absent' : platformVersion.known ? platformVersion.value : platformVersion;
}

const Mappings = { Sizes: { prod: { count: 3, list: ['a', 'b'] } } };
const Parameters = { Env: { Type: 'String', Default: 'prod' }, Open: { Type: 'String' }, Names: { Type: 'CommaDelimitedList', Default: 'x, y' } };

test.each<[string, unknown, unknown]>([
  ['Fn::Join', { 'Fn::Join': ['-', ['a', 1, { Ref: 'AWS::NoValue' }, 'b']] }, 'a-1-b'],
  ['Fn::Join over a parameter list', { 'Fn::Join': ['+', { Ref: 'Names' }] }, 'x+y'],
  ['Fn::Sub', { 'Fn::Sub': 'a-${Env}-${!Env}' }, 'a-prod-${Env}'],
  ['Fn::Sub with names', { 'Fn::Sub': ['${a}${b}', { a: 1, b: { Ref: 'Env' } }] }, '1prod'],
  ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
  ['Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Env' }, 'count'] }, '3'],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Sizes', 'dev', 'count', { DefaultValue: 9 }] }, '9'],
  ['Fn::If that is decided', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
  ['Fn::If whose branches agree', { 'Fn::If': ['IsOpen', 'same', 'same'] }, 'same'],
  ['Fn::Or with one true side', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Env}-name' } }, 'exported'],
  ['Fn::Base64', { 'Fn::Base64': 'plain' }, 'plain'],
  ['Fn::Length', { 'Fn::Length': { 'Fn::Split': [',', 'a,b,c'] } }, '3'],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': { a: [1, { Ref: 'Env' }] } }, '{"a":[1,"prod"]}'],
  ['Fn::Cidr', { 'Fn::Select': [2, { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }] }, '10.0.2.0/24'],
  ['a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws'],
  ['a bucket ARN, split', { 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Bucket', 'Arn'] }] }] }, 'arn'],
])('%s is resolved', (_, value, expected) => {
  const Conditions = {
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
    Either: { 'Fn::Or': [{ Condition: 'IsOpen' }, { Condition: 'IsProd' }] },
  };
  const Outputs = { Name: { Value: 'exported', Export: { Name: 'prod-name' } } };
  expect(textOf(value, { Mappings, Parameters, Conditions, Outputs }, { region: 'us-east-1' })).toBe(expected);
});

test.each<[string, unknown, RegExp]>([
  ['a parameter without a value', { Ref: 'Open' }, /the parameter Open has no default and no value is given/],
  ['an attribute', { 'Fn::GetAtt': ['Bucket', 'DomainName'] }, /template\/Bucket\.DomainName gets its value at deployment/],
  ['a pseudo parameter', { 'Fn::Sub': 'x-${AWS::AccountId}' }, /AWS::AccountId/],
  ['an import from elsewhere', { 'Fn::ImportValue': 'other' }, /no stack of the input exports other/],
  ['an index past the end', { 'Fn::Select': [5, ['a']] }, /asks for item 5 of a list of 1/],
  ['a condition that waits for a parameter', { 'Fn::If': ['IsOpen', 'a', 'b'] }, /the condition IsOpen cannot be decided: the parameter Open/],
  ['a macro', { 'Fn::Transform': { Name: 'x' } }, /macro/],
  ['a secret', '{{resolve:secretsmanager:x}}', /read at deployment/],
  ['a text with a secret', 'a{{resolve:secretsmanager:x}}', /read at deployment/],
])('%s stays unknown, with its reason', (_, value, because) => {
  const Conditions = { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } };
  expect(textOf(value, { Parameters, Conditions })).toMatchObject({ known: false, because: expect.stringMatching(because) });
});

test('AWS::NoValue is as if nothing were written', () => {
  expect(textOf({ Ref: 'AWS::NoValue' })).toBe('absent');
  expect(textOf({ 'Fn::If': ['No', 'x', { Ref: 'AWS::NoValue' }] }, { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } })).toBe('absent');
});

test('a given parameter wins over its default, which is marked as an assumption', () => {
  expect(textOf({ Ref: 'Env' }, { Parameters }, { parameters: { Env: 'dev' } })).toBe('dev');
  const model = modelOf({ Parameters, Resources: { S: { Type: 'AWS::ECS::Service', Properties: { PlatformVersion: { Ref: 'Env' } } } } });
  expect(onlyService(model).platformVersion).toMatchObject({ value: 'prod', assumed: 'the default of the parameter Env' });
});

test('the value of an SSM parameter comes from the context', () => {
  const ssm = { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/version' } } };
  expect(textOf({ Ref: 'P' }, ssm, { context: { '/shop/version': '1.4.0' } })).toBe('1.4.0');
  expect(textOf({ Ref: 'P' }, ssm)).toMatchObject({ known: false });
  expect(textOf('{{resolve:ssm:/shop/version:3}}', {}, { context: { '/shop/version': '1.4.0' } })).toBe('1.4.0');
});

test('an answer to an open condition decides it', () => {
  const Conditions = { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } };
  expect(textOf({ 'Fn::If': ['IsOpen', 'a', 'b'] }, { Parameters, Conditions }, { conditions: { 'template/IsOpen': false } })).toBe('b');
});

test('a resource whose condition is false is not there, one whose condition is open is judged and noted', () => {
  const Resources = { A: { Type: 'AWS::ECS::Cluster', Condition: 'No' }, B: { Type: 'AWS::ECS::Cluster', Condition: 'IsOpen' } };
  const Conditions = { No: { 'Fn::Equals': ['a', 'b'] }, IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] } };
  const model = modelOf({ Resources, Conditions, Parameters });
  expect(model.clusters.map((cluster) => cluster.subject.logicalId)).toEqual(['B']);
  expect(model.notes.map((note) => note.text)).toEqual([expect.stringMatching(/^B is judged as if it were deployed, although the condition IsOpen cannot be decided/)]);
});

test('Fn::ForEach makes resources, and its names are put into them', () => {
  const model = modelOf({
    Transform: 'AWS::LanguageExtensions',
    Resources: {
      'Fn::ForEach::Clusters': ['Name', ['Blue', 'Green'], { 'Cluster${Name}': { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: { 'Fn::Sub': 'shop-${Name}' } } } }],
    },
  });
  expect(model.clusters.map((cluster) => cluster.name.known && cluster.name.value)).toEqual(['shop-Blue', 'shop-Green']);
});

test('what a macro or a nested stack outside of the input may add is said', () => {
  const model = modelOf({
    Transform: ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'],
    Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './inner.yaml' } }, C: { Type: 'AWS::ECS::Cluster' } },
  });
  expect(model.notes.map((note) => note.text)).toEqual([
    'template.json is judged as it is written, although the macro AWS::Serverless-2016-10-31 may add and change resources',
    'the nested stack Inner of template.json was not read: its template is not part of the input',
  ]);
});
