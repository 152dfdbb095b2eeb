import { ChangingConstraints } from './changing-constraint';
import { ANY_PROVIDER } from './chooser';
import type { CompiledRequest } from './compile';
import { MAX_RESERVED_PORTS } from './host-ports';
import type { Ledger } from './ledger';
import type { Instance } from './problem';
import type { Reason, Refusal } from './refusal';
import { dependsOnTasks, holds, missingAttributes, truthOf, truthOverAllStates, vpcAllows, zoneAllows } from './static-feasibility';
import { ValueTree } from './value-tree';

/** Whether one instance group may take the task. */
export type ProviderTest = (provider: number) => boolean;

/** Why each instance refuses one more task in the state of the ledger. Every reason, with its numbers. */
export function refusalsNow(request: CompiledRequest, ledger: Ledger, accepts: ProviderTest): readonly Refusal[] {
  const constraints = new ChangingConstraints(ledger);
  const memberOf = (instance: number) => request.source.memberOf.flatMap((expression): Reason[] => {
    const truth = constraints.truthOf(expression, instance);
    return holds(request.source, truth) ? [] : [{ kind: 'member-of', expression: expression.text, unknown: truth === 'unknown' }];
  });
  const reasons = (instance: number) => [
    ...reasonsOf(request, ledger, instance, accepts),
    ...memberOf(instance),
    ...aloneReason(request, ledger, instance),
  ];
  const dependsOnMore = request.changing.length > 0 || request.tcpPorts.length + request.udpPorts.length > 0;
  return everyInstance(ledger, dependsOnMore ? reasons : oncePerState(request, ledger, reasons));
}

type ReasonsOf = (instance: number) => readonly Reason[];

/** Instances of one class and group with as little left say the same: one list for all of them. */
function oncePerState(request: CompiledRequest, ledger: Ledger, reasons: ReasonsOf): ReasonsOf {
  const { classOf, providerOf } = ledger.compiled;
  const tasks = ledger.groupRow(request.group);
  const short = (kind: (typeof AMOUNTS)[number], instance: number) => (ledger[kind][instance] < request[kind] ? ledger[kind][instance] : ENOUGH);
  const found = new ValueTree<readonly Reason[]>();
  return (instance) => found.get([
    classOf[instance],
    providerOf[instance],
    ledger.active[instance],
    Number(request.alone && tasks[instance] > 0),
    short('cpu', instance),
    short('memory', instance),
    short('gpus', instance),
    short('enis', instance),
  ], () => reasons(instance));
}

/** In place of an amount that is not short. */
const ENOUGH = -1;

/** Why each instance would refuse the task even if nothing ran anywhere. `empty` is a ledger without tasks. */
export function refusalsForEver(request: CompiledRequest, empty: Ledger, accepts: ProviderTest): readonly Refusal[] {
  const { classes, classOf } = empty.compiled;
  const memberOf = (instance: number) => request.source.memberOf.flatMap((expression): Reason[] => {
    const instanceClass = classes[classOf[instance]];
    const changing = dependsOnTasks(expression.tree);
    const truth = changing ? truthOverAllStates(expression.tree, instanceClass) : truthOf(expression, instanceClass);
    const possible = truth === 'true' || (truth === 'unknown' && (changing || request.source.unknownConstraintHolds));
    return possible ? [] : [{ kind: 'member-of', expression: expression.text, unknown: truth === 'unknown' }];
  });
  return everyInstance(empty, (instance) => [...reasonsOf(request, empty, instance, accepts), ...memberOf(instance)]);
}

export const anyProvider: ProviderTest = () => true;

/** The provider that the next task goes to, and no other. */
export function onlyProvider(provider: number): ProviderTest {
  return provider === ANY_PROVIDER ? anyProvider : (other) => other === provider;
}

function everyInstance(ledger: Ledger, reasons: (instance: number) => readonly Reason[]): readonly Refusal[] {
  return ledger.compiled.problem.instances.map((_, instance) => ({ instance, reasons: reasons(instance) }));
}

function reasonsOf(request: CompiledRequest, ledger: Ledger, instance: number, accepts: ProviderTest): readonly Reason[] {
  const reasons: Reason[] = [];
  if (ledger.active[instance] === 0) reasons.push({ kind: 'inactive' });
  if (!accepts(ledger.compiled.providerOf[instance])) reasons.push({ kind: 'capacity-provider' });
  reasons.push(...amountReasons(request, ledger, instance), ...portReasons(request, ledger, instance));
  return [...reasons, ...fixedReasons(request, ledger, instance)];
}

const AMOUNTS = ['cpu', 'memory', 'gpus', 'enis'] as const;

function amountReasons(request: CompiledRequest, ledger: Ledger, instance: number): readonly Reason[] {
  return AMOUNTS
    .map((kind) => ({ kind, requested: request[kind], remaining: ledger[kind][instance] }))
    .filter(({ requested, remaining }) => requested > remaining);
}

function portReasons(request: CompiledRequest, ledger: Ledger, instance: number): readonly Reason[] {
  const { source, tcpPorts, udpPorts } = request;
  const { tcp, udp } = ledger.compiled;
  const takenTcp = source.tcpPorts.filter((port) => ledger.tcp.has(instance, tcp.get(port)!));
  const takenUdp = source.udpPorts.filter((port) => ledger.udp.has(instance, udp.get(port)!));
  return [
    ...portsTaken('tcp-port', takenTcp),
    ...portsTaken('udp-port', takenUdp),
    ...tooManyPorts(tcpPorts.length, ledger.tcpReserved[instance]),
    ...tooManyPorts(udpPorts.length, ledger.udpReserved[instance]),
  ];
}

function portsTaken(kind: 'tcp-port' | 'udp-port', ports: readonly number[]): readonly Reason[] {
  return ports.length === 0 ? [] : [{ kind, ports: [...new Set(ports)].sort((a, b) => a - b) }];
}

function tooManyPorts(requested: number, reserved: number): readonly Reason[] {
  if (requested === 0 || reserved + requested <= MAX_RESERVED_PORTS) return [];
  return [{ kind: 'reserved-ports', requested, remaining: Math.max(0, MAX_RESERVED_PORTS - reserved) }];
}

function fixedReasons({ source }: CompiledRequest, { compiled }: Ledger, instance: number): readonly Reason[] {
  const instanceClass = compiled.classes[compiled.classOf[instance]];
  const { zone, vpc }: Instance = compiled.problem.instances[instance];
  const reasons: Reason[] = [];
  const names = missingAttributes(source, instanceClass);
  if (names.length > 0) reasons.push({ kind: 'attribute', names });
  if (!zoneAllows(source, instanceClass)) reasons.push({ kind: 'zone', zone, allowed: source.zones ?? [] });
  if (!vpcAllows(source, instanceClass)) reasons.push({ kind: 'vpc', vpc: vpc ?? '', required: source.vpc ?? '' });
  return reasons;
}

function aloneReason(request: CompiledRequest, ledger: Ledger, instance: number): readonly Reason[] {
  return request.alone && ledger.groupRow(request.group)[instance] > 0 ? [{ kind: 'distinct-instance' }] : [];
}
