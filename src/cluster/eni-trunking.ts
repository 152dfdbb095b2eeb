import { Stack } from 'aws-cdk-lib';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct, IDependable } from 'constructs';
import { newSdkCall } from './sdk-call';
import { acknowledge } from '../validation/acknowledge';

/**
 * That tasks in awsvpc mode share a trunk interface, so that more of them fit on a container instance.
 *
 * ECS decides it by the account setting `awsvpcTrunking` when an instance starts. No property of a template holds it, so the
 * choice is made here, and written into the template for the preflight to read.
 */
export class EniTrunking {
  /** The account setting is on in the account and region of the stack. Nothing is deployed for it. */
  public static alreadyOn(): EniTrunking {
    return new EniTrunking(() => undefined);
  }

  /**
   * Deploying the stack turns the account setting on, before the first instance starts: a custom resource calls
   * `ecs:PutAccountSettingDefault`.
   *
   * It is the default of the whole account in the region, so other clusters get it too, and deleting the stack leaves it on.
   */
  public static accountSetting(): EniTrunking {
    return new EniTrunking((scope) => settingOf(Stack.of(scope)));
  }

  private constructor(private readonly apply: (scope: Construct) => IDependable | undefined) {}

  /**
   * Deploys what the choice needs.
   *
   * @param scope the capacity
   * @returns what must be there before an instance starts; nothing when the setting is on already
   */
  public bind(scope: Construct): IDependable | undefined {
    return this.apply(scope);
  }
}

/** One for all capacity of a stack. */
function settingOf(stack: Stack): IDependable {
  const existing = stack.node.tryFindChild(ID);
  if (existing) return existing;
  const call = newSdkCall(stack, ID, {
    resourceType: 'Custom::EniTrunking',
    action: 'ecs:PutAccountSettingDefault',
    resources: ['*'],
    onUpdate: {
      service: 'ECS',
      action: 'putAccountSettingDefault',
      parameters: { name: 'awsvpcTrunking', value: 'enabled' },
      physicalResourceId: cr.PhysicalResourceId.of('awsvpcTrunking'),
    },
  });
  acknowledge(call, 'AwsSolutions-IAM5[Resource::*]', 'ecs:PutAccountSettingDefault has no resource-level permissions');
  return call;
}

const ID = 'StowageEniTrunking';
