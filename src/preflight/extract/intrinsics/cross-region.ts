import type { Evaluation } from './evaluation';
import type { Value } from './value';
import { member } from '../load/loaded-template';
import type { Resource } from '../template/stack';

/**
 * CDK passes values between regions by a pair of custom resources; the reader's attribute is the name of a parameter
 * that a writer of another stack fills. Undefined when the resource is not such a reader.
 */
export function crossRegionExport(resource: Resource, attribute: string, evaluation: Evaluation): Value | undefined {
  if (resource.type !== 'Custom::CrossRegionExportReader') {
    return undefined;
  }
  for (const stack of evaluation.input.stacks) {
    for (const writer of stack.resources.values()) {
      if (writer.type !== 'Custom::CrossRegionExportWriter') {
        continue;
      }
      const exports = member(member(member(writer.raw, 'Properties'), 'WriterProps'), 'exports');
      const found = member(exports, attribute) ?? member(exports, `/${attribute.replace(/^\//, '')}`);
      if (found !== undefined) {
        return evaluation.named(`the cross-region export ${attribute}`, () => evaluation.raw(found, stack));
      }
    }
  }
  return undefined;
}
