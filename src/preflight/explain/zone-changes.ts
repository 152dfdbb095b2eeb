import { changeGroup, changeService, type Candidate, type Change, type Trial } from './change';
import { editOf, placeOf } from './edits';
import { resizedGroup, sizesToTry } from './instance-changes';
import { number } from './refusal-summary';
import { parseQuery, type QueryNode } from '../../query/parse';
import type { TemplateEdit } from '../findings';
import { known, mapKnown } from '../model';
import type { InstanceGroup, PlacementModel, Service, Subject, Subnet } from '../model';
import type { Judgement } from '../scenario/judge';
import { partsOf, type SingleScenario } from '../scenario/script';
import type { Refusal } from '../scheduler/refusal';

/** Scenarios in which a cluster has to do with one zone less. */
const ABOUT_ZONES: readonly SingleScenario[] = ['availability-zone-loss', 'zone-rebalancing'];

/** True where zones decide: one is lost, or an instance refuses the task for the zone it is in. */
export function zonesDecide({ scenario, service }: Judgement, group: InstanceGroup, refusals: readonly Refusal[]): boolean {
  const lacks = zonesAskedFor(service).some((zone) => group.zones.known && !group.zones.value.includes(zone));
  return (
    partsOf(scenario).some((part) => ABOUT_ZONES.includes(part)) ||
    refusals.some(({ reasons }) => reasons.some(({ kind }) => kind === 'zone' || (kind === 'member-of' && lacks)))
  );
}

/**
 * The group over one more Availability Zone, and the tasks with it where they have subnets of their own. A group without an
 * instance for the new zone needs one more for it: that is one change with a number in it.
 */
export function oneMoreZone(trial: Trial, judgement: Judgement, group: InstanceGroup): readonly Candidate[] {
  const spread = zoneChange(trial, judgement, group);
  if (!spread) return [];
  const { from, to, grows } = sizesToTry(group, judgement) ?? { from: 0, to: 0, grows: false };
  const zones = group.zones.known ? group.zones.value.length : 0;
  if (from === 0 || from - 1 > zones) return [spread];
  const withSize = (size: number): Change => {
    const grown = resizedGroup(group, size, grows);
    const edits = spread.edits && grown.edits ? [...spread.edits, ...grown.edits] : undefined;
    return { text: `${spread.text}, and ${grown.text}`, cost: 15 + size - from + 1, edits, apply: (on) => grown.apply(spread.apply(on)) };
  };
  return [{ from, to, tried: `${spread.text}, with up to ${number(to)} instances`, at: withSize }];
}

function zoneChange(trial: Trial, { service }: Judgement, group: InstanceGroup): Change | undefined {
  // Where zones are not known, nobody can say that another one is new.
  if (group.isSingleInstance || !group.zones.known || group.zones.value.length === 0) return undefined;
  const zones = group.zones.value;
  const name = knownZone(trial.model, service, group);
  const zone = name ?? unnamedZone(zones);
  const follows = service.network?.zones.known && !service.network.zones.value.includes(zone) ? service : undefined;
  const byName = placeOf(group.zones, '').endsWith('.AvailabilityZones');
  const where = name ? `in ${name}` : `outside of ${listed(zones)}`;
  const what = byName ? `AvailabilityZones: one more, ${name ?? where}` : `VPCZoneIdentifier: one more subnet, ${where}`;
  return {
    text: `spread ${group.subject.constructPath} over ${number(zones.length + 1)} Availability Zones instead of ${number(zones.length)} (${what})${follows ? `, and give the tasks of ${follows.subject.constructPath} a subnet there` : ''}`,
    cost: 15,
    edits: byName ? zoneEdits(group, name) : subnetEdits(trial.model, group, follows, name),
    apply: (on) => {
      const spread = changeGroup(group.id, (old) => ({ ...old, zones: known([...zones, zone], group.zones.from) }))(on);
      return follows ? withTasksIn(follows, zone)(spread) : spread;
    },
  };
}

/** Tasks with subnets of their own may also run in a zone that has instances. */
export function subnetsOfTasks(trial: Trial, { service, simulation }: Judgement, groups: readonly InstanceGroup[]): readonly Change[] {
  const { network } = service;
  if (!network?.zones.known) return [];
  const covered = network.zones.value;
  const missing = [...new Set(simulation.situation.problem.instances.map(({ zone }) => zone))]
    .filter((zone) => !covered.includes(zone))
    .sort();
  return missing.map((zone) => ({
    text: `let tasks of ${service.subject.constructPath} run in ${zone} too (NetworkConfiguration.AwsvpcConfiguration.Subnets: one more subnet)`,
    cost: 5.5,
    edits: taskSubnetEdits(
      service,
      groups.flatMap((group) => declaredSubnets(trial.model, group)).find((subnet) => inZone(subnet, zone)),
    ),
    apply: withTasksIn(service, zone),
  }));
}

function withTasksIn(service: Service, zone: string): Change['apply'] {
  return changeService(service.id, (old) => ({
    ...old,
    network: old.network && { ...old.network, zones: mapKnown(old.network.zones, (zones) => [...zones, zone]) },
  }));
}

/** The zone that is asked for, or where the tasks are, or another that the input has subnets in: in this order. */
function knownZone({ network }: PlacementModel, service: Service, group: InstanceGroup): string | undefined {
  const has = group.zones.known ? group.zones.value : [];
  const declared = (network?.subnets ?? []).filter(({ vpc }) => vpc.known && group.vpc.known && vpc.value === group.vpc.value);
  const ofSubnets = declared.flatMap(({ zone }) => (zone.known ? [zone.value] : [])).sort();
  const ofTasks = service.network?.zones.known ? service.network.zones.value : [];
  return [...zonesAskedFor(service), ...ofTasks, ...ofSubnets].find((zone) => !has.includes(zone));
}

function zonesAskedFor({ placementConstraints }: Service): readonly string[] {
  if (!placementConstraints.known) return [];
  return placementConstraints.value.flatMap(({ expression }) => {
    const parsed = expression?.known ? parseQuery(expression.value) : undefined;
    return parsed?.ok ? zonesIn(parsed.expression.tree) : [];
  });
}

function zonesIn(node: QueryNode): readonly string[] {
  if (node.kind === 'and' || node.kind === 'or') return node.operands.flatMap(zonesIn);
  const isZone =
    (node.kind === 'compare' || node.kind === 'in') && node.subject.kind === 'attribute' && node.subject.name === 'ecs.availability-zone';
  if (!isZone) return [];
  if (node.kind === 'in') return node.negated ? [] : node.values.map(({ text }) => text);
  return node.operator === '==' ? [node.value.text] : [];
}

/** A stand-in where the input names no other zone; placeholders of a list of zones count on. */
function unnamedZone(zones: readonly string[]): string {
  const counted = zones.every((zone) => /^zone-\d+$/.test(zone));
  return counted ? `zone-${Math.max(...zones.map((zone) => Number(zone.slice('zone-'.length)))) + 1}` : 'another zone';
}

function listed(zones: readonly string[]): string {
  return zones.length === 1 ? zones[0] : `${zones.slice(0, -1).join(', ')} and ${zones[zones.length - 1]}`;
}

function zoneEdits(group: InstanceGroup, name: string | undefined): readonly TemplateEdit[] | undefined {
  const { zones } = group;
  return name !== undefined && zones.known ? [editOf(group.subject, `${placeOf(zones, '')}[${zones.value.length}]`, name)] : undefined;
}

function subnetEdits(
  model: PlacementModel,
  group: InstanceGroup,
  follows: Service | undefined,
  name: string | undefined,
): readonly TemplateEdit[] | undefined {
  const subnet = subnetLike(model, group, name);
  if (!subnet || !group.subnets.known) return undefined;
  const own = editOf(group.subject, `${placeOf(group.subnets, 'Properties.VPCZoneIdentifier')}[${group.subnets.value.length}]`, {
    Ref: subnet.subject.logicalId,
  });
  const tasks = follows ? taskSubnetEdits(follows, subnet) : [];
  return tasks && [own, ...tasks];
}

function taskSubnetEdits({ network, subject }: Service, subnet: Subnet | undefined): readonly TemplateEdit[] | undefined {
  if (!subnet || !network?.subnets.known || !sameTemplate(subnet.subject, subject)) return undefined;
  const list = placeOf(network.subnets, 'Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets');
  return [editOf(subject, `${list}[${network.subnets.value.length}]`, { Ref: subnet.subject.logicalId })];
}

/** A subnet of the zone that leads where those of the group lead. */
function subnetLike(model: PlacementModel, group: InstanceGroup, zone: string | undefined): Subnet | undefined {
  const [first] = declaredSubnets(model, group);
  if (!first || zone === undefined) return undefined;
  const way = (subnet: Subnet) => (subnet.wayOut.known ? subnet.wayOut.value : 'unknown');
  return model.network?.subnets.find(
    (subnet) => inZone(subnet, zone) && sameTemplate(subnet.subject, group.subject) && way(subnet) === way(first) && sameVpc(subnet, first),
  );
}

function declaredSubnets({ network }: PlacementModel, { subnets }: InstanceGroup): readonly Subnet[] {
  return subnets.known ? (network?.subnets ?? []).filter(({ id }) => subnets.value.includes(id)) : [];
}

function inZone({ zone }: Subnet, name: string): boolean {
  return zone.known && zone.value === name;
}

function sameVpc(one: Subnet, other: Subnet): boolean {
  return one.vpc.known && other.vpc.known && one.vpc.value === other.vpc.value;
}

function sameTemplate(one: Subject, other: Subject): boolean {
  return one.templatePath === other.templatePath;
}
