import { at, flag, isAbsent, items, listOf, number, or, pattern, patternList, propertiesOf, required, text, type Property } from './property';
import { ofType, type Reading } from './reading';
import { known, unknown, type CodeDeployGroup, type Known, type TargetGroupPair } from '../../model';

/** CodeDeploy groups that deploy services of ECS; those for instances and functions are left out. */
export function readCodeDeployGroups(reading: Reading): readonly CodeDeployGroup[] {
  return ofType(reading, 'AWS::CodeDeploy::DeploymentGroup')
    .map((resource) => ({ resource, properties: propertiesOf(resource, reading.evaluation) }))
    .filter(({ properties }) => !isAbsent(at(properties, 'ECSServices')))
    .map(({ resource, properties }): CodeDeployGroup => {
      const p = (...names: readonly string[]): Property => at(properties, ...names);
      const blueGreen = p('BlueGreenDeploymentConfiguration');
      const blue = at(blueGreen, 'TerminateBlueInstancesOnDeploymentSuccess', 'TerminationWaitTimeInMinutes');
      return {
        id: resource.id,
        subject: resource.subject,
        name: pattern(p('DeploymentGroupName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.DeploymentGroupName'),
        configuration: or(pattern(p('DeploymentConfigName')), 'CodeDeployDefault.ECSAllAtOnce', 'all traffic moves at once by default'),
        role: required(pattern(p('ServiceRoleArn')), p('ServiceRoleArn')),
        services: required(listOf(p('ECSServices'), (item) => ({
          cluster: required(pattern(at(item, 'ClusterName')), at(item, 'ClusterName')),
          service: required(pattern(at(item, 'ServiceName')), at(item, 'ServiceName')),
        })), p('ECSServices')),
        pairs: or(listOf(p('LoadBalancerInfo', 'TargetGroupPairInfoList'), readPair), [], 'no pair of target groups is named'),
        actionOnTimeout: text(at(blueGreen, 'DeploymentReadyOption', 'ActionOnTimeout')),
        waitMinutes: number(at(blueGreen, 'DeploymentReadyOption', 'WaitTimeInMinutes')),
        terminationWaitMinutes: or(number(blue), 0, 'the old tasks are stopped at once by default', blue.path),
        automaticRollback: or(flag(p('AutoRollbackConfiguration', 'Enabled')), false, 'a failed deployment is not rolled back by default'),
        alarms: alarms(p('AlarmConfiguration')),
      };
    });
}

function readPair(pair: Property): TargetGroupPair {
  const listeners = (name: string): Known<readonly Known<string>[]> => or(patternList(at(pair, name, 'ListenerArns')), [], 'no listener is named');
  return {
    targetGroups: or(listOf(at(pair, 'TargetGroups'), (item) => required(pattern(at(item, 'Name')), at(item, 'Name'))), [], 'no target group is named'),
    productionListeners: listeners('ProdTrafficRoute'),
    testListeners: listeners('TestTrafficRoute'),
  };
}

function alarms(configuration: Property): Known<readonly Known<string>[]> {
  const enabled = flag(at(configuration, 'Enabled'));
  const named = items(at(configuration, 'Alarms'));
  if (enabled?.known !== true || !enabled.value) {
    return enabled && !enabled.known ? enabled : or(undefined, [], 'no alarm stops a deployment by default');
  }
  return named?.known ? known(named.value.map((item) => required(pattern(at(item, 'Name')), item)), named.from) : named ?? or(undefined, [], 'no alarm is named');
}
