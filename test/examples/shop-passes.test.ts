import { App } from 'aws-cdk-lib';
import { Preflight } from '../../src/preflight';

// The example imports the package by its name; here that is the source.
jest.mock('cdk-ecs-stowage', () => jest.requireActual('../../src'), { virtual: true });

test('the example that passes the preflight passes every rule', () => {
  const { ShopStack } = jest.requireActual<typeof import('../../examples/shop/shop-stack')>('../../examples/shop/shop-stack');
  const stack = new ShopStack(new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } }), 'Shop');
  const findings = Preflight.fromStack(stack).run().findings.filter(({ severity }) => severity !== 'note');
  expect(findings.map(({ ruleId, summary }) => `${ruleId}: ${summary}`)).toEqual([]);
});
