import { modelOf, modelOfResources, onlyService } from './template';

const SERVICE = { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'web' } };

function desiredCountOf(value: unknown, rest: object = {}): unknown {
  return onlyService(modelOf({ ...rest, Resources: { S: { ...SERVICE, Properties: { ...SERVICE.Properties, DesiredCount: value } } } })).desiredCount;
}

test.each([
  ['a number', 3, 3],
  ['a number as text', '3', 3],
])('the desired count is read from %s', (_, written, count) => {
  expect(desiredCountOf(written)).toMatchObject({ known: true, value: count, from: 'Properties.DesiredCount' });
});

test('a desired count that is left out, also by AWS::NoValue, is the default of 1 and marked as assumed', () => {
  expect(desiredCountOf({ Ref: 'AWS::NoValue' })).toMatchObject({ known: true, value: 1, assumed: 'a service starts with 1 task' });
});

test.each([
  ['text', 'many', '"many" is not a number'],
  ['an object', { a: 1 }, 'Properties.DesiredCount is not text'],
  ['a reference to nothing', { Ref: 'Nothing' }, 'Nothing is neither a parameter nor a resource of template.json'],
  ['an inherited name', { Ref: 'constructor' }, 'constructor is neither a parameter nor a resource of template.json'],
  ['__proto__', { Ref: '__proto__' }, '__proto__ is neither a parameter nor a resource of template.json'],
  ['an unknown function', { 'Fn::Magic': 1 }, 'the function Fn::Magic is not known'],
  ['an inherited mapping', { 'Fn::FindInMap': ['constructor', 'a', 'b'] }, 'the mapping constructor has no entry a, b'],
])('a desired count given by %s is unknown and says why', (_, written, because) => {
  expect(desiredCountOf(written)).toMatchObject({ known: false, because });
});

test('an import that leads back to itself is unknown, because of the circle', () => {
  const Outputs = {
    A: { Value: { 'Fn::ImportValue': 'two' }, Export: { Name: 'one' } },
    B: { Value: { 'Fn::ImportValue': 'one' }, Export: { Name: 'two' } },
  };
  expect(desiredCountOf({ 'Fn::ImportValue': 'one' }, { Outputs })).toMatchObject({ known: false, because: expect.stringMatching(/circle/) });
});

test('two outputs that claim one export name leave the import unknown', () => {
  const Outputs = { A: { Value: '1', Export: { Name: 'one' } }, B: { Value: '2', Export: { Name: 'one' } } };
  expect(desiredCountOf({ 'Fn::ImportValue': 'one' }, { Outputs })).toMatchObject({ known: false, because: '2 outputs of the input export one' });
});

test('conditions that depend on themselves stay open', () => {
  const Conditions = { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { 'Fn::Not': [{ Condition: 'A' }] } };
  expect(desiredCountOf({ 'Fn::If': ['A', 1, 2] }, { Conditions })).toMatchObject({ known: false, because: expect.stringMatching(/circle/) });
});

test('100,000 nested functions are unknown and do not exhaust the stack', () => {
  let nested: unknown = '1';
  for (let depth = 0; depth < 100_000; depth++) {
    nested = { 'Fn::Join': ['', [nested]] };
  }
  expect(desiredCountOf(nested)).toMatchObject({ known: false, because: expect.stringMatching(/levels deep/) });
});

test('conditions that double themselves are decided in no time', () => {
  const Conditions: Record<string, unknown> = { C0: { 'Fn::Equals': ['a', 'a'] } };
  for (let index = 1; index < 60; index++) {
    Conditions[`C${index}`] = { 'Fn::And': [{ Condition: `C${index - 1}` }, { Condition: `C${index - 1}` }] };
  }
  expect(desiredCountOf({ 'Fn::If': ['C59', 7, 8] }, { Conditions })).toMatchObject({ known: true, value: 7 });
});

test('text that doubles itself through exports is cut off', () => {
  const Outputs: Record<string, unknown> = { O0: { Value: 'xxxxxxxxxx', Export: { Name: 'e0' } } };
  for (let index = 1; index < 60; index++) {
    const before = { 'Fn::ImportValue': `e${index - 1}` };
    Outputs[`O${index}`] = { Value: { 'Fn::Join': ['', [before, before]] }, Export: { Name: `e${index}` } };
  }
  expect(desiredCountOf({ 'Fn::ImportValue': 'e59' }, { Outputs })).toMatchObject({ known: false, because: expect.stringMatching(/longer than/) });
});

test('resources named like members of every object are read as resources', () => {
  const model = modelOfResources(JSON.parse('{"__proto__": {"Type": "AWS::ECS::Cluster"}, "constructor": {"Type": "AWS::ECS::Cluster"}}') as object);
  expect(model.clusters.map((cluster) => cluster.subject.logicalId)).toEqual(['__proto__', 'constructor']);
});

test('resources of odd shape are passed over', () => {
  const model = modelOfResources({ A: null, B: 'x', C: [], D: { Type: 5 }, E: { Type: 'AWS::ECS::Service' }, F: { Type: 'AWS::ECS::Cluster', Properties: [] } });
  expect(model.services).toHaveLength(1);
  expect(model.clusters.some((cluster) => cluster.subject.logicalId === 'F')).toBe(true);
});
