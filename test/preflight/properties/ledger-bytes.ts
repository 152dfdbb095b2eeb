import type { Ledger } from '../../../src/preflight/scheduler/ledger';

/** Every array of the ledger, those of each task group and request among them. */
export function bytesOf(ledger: Ledger): readonly string[] {
  const arrays = [
    ledger.cpu,
    ledger.memory,
    ledger.gpus,
    ledger.enis,
    ledger.tcp.flags,
    ledger.udp.flags,
    ledger.tcpReserved,
    ledger.udpReserved,
    ledger.active,
    ledger.running,
    ledger.totals,
    ...ledger.valueCounts,
    ...ledger.shareCounts,
    ...ledger.compiled.requests.map(({ index }) => ledger.requestRow(index)),
    ...ledger.compiled.taskGroups.map((_, group) => ledger.groupRow(group)),
  ];
  const hosted = ledger.compiled.problem.instances.map((_, instance) => {
    const requests: number[] = [];
    ledger.eachHosted(instance, (request) => requests.push(request));
    return `hosts ${requests.join(' ')}`;
  });
  return [...arrays.map((array) => Buffer.from(array.buffer).toString('hex')), ...hosted];
}
