import { Validations } from 'aws-cdk-lib';
import { PreflightPlugin } from '../../src/preflight';
import { stockApp, stockStack } from '../support/stock-stack';

/** Four tasks on two instances with room for one each. */
function tooSmall() {
  const made = stockApp();
  stockStack(made, { instances: 2, tasks: 4, memoryMiB: 2048 });
  Validations.of(made).addPlugins(new PreflightPlugin());
  return made;
}

test('a finding names the id to acknowledge it by', () => {
  expect(() => tooSmall().synth()).toThrow("Acknowledge with 'stowage::unplaceable-tasks'");
});

test('an acknowledged finding lets the synthesis pass', () => {
  const made = tooSmall();
  Validations.of(made.node.findChild('Stock')).acknowledge({ id: 'stowage::unplaceable-tasks', reason: 'the group is resized by hand' });
  expect(() => made.synth()).not.toThrow();
});
