import { at, flag, number, or, pattern, plainList, propertiesOf, listOf } from './property';
import type { ServiceSurroundings } from './read-service';
import { ofType, type Reading } from './reading';
import { unknown, type ManagedDaemon } from '../../model';

/** Daemons that ECS keeps on every instance of Managed Instances. */
export function readManagedDaemons(reading: Reading, around: ServiceSurroundings): readonly ManagedDaemon[] {
  return ofType(reading, 'AWS::ECS::Daemon').map((resource) => {
    const properties = propertiesOf(resource, reading.evaluation);
    const deployment = at(properties, 'DeploymentConfiguration');
    const alarms = flag(at(deployment, 'Alarms', 'Enable'));
    return {
      id: resource.id,
      subject: resource.subject,
      name: pattern(at(properties, 'DaemonName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.DaemonName'),
      cluster: around.clusters.find(at(properties, 'ClusterArn'), resource),
      taskDefinition: around.taskDefinitions.find(at(properties, 'DaemonTaskDefinitionArn'), resource),
      capacityProviders: or(listOf(at(properties, 'CapacityProviderArns'), (item) => around.providers.nameOf(item)), [], 'no capacity provider is named'),
      critical: or(flag(at(properties, 'Critical')), true, 'a daemon that fails drains its instance by default'),
      drainPercent: or(number(at(deployment, 'DrainPercent')), 25, 'a quarter of the instances drains at once by default'),
      bakeTimeMinutes: or(number(at(deployment, 'BakeTimeInMinutes')), 0, 'a daemon deployment does not bake by default'),
      deploymentAlarms: alarms && !alarms.known ? alarms
        : alarms?.value === true ? or(plainList(at(deployment, 'Alarms', 'AlarmNames'), pattern), [], 'no alarm is named')
          : or(undefined, [], 'deployment alarms are off'),
      executeCommand: or(flag(at(properties, 'EnableExecuteCommand')), false, 'ECS Exec is off unless it is switched on'),
    };
  });
}
