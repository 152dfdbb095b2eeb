/** Most host ports that one instance can reserve, those of the agent included. */
export const MAX_RESERVED_PORTS = 100;

/** Dense numbers for the host ports of one protocol that tasks ask for. */
export type PortNumbers = ReadonlyMap<number, number>;

export function numberPorts(lists: readonly (readonly number[])[]): PortNumbers {
  const numbers = new Map<number, number>();
  for (const list of lists) {
    for (const port of list) if (!numbers.has(port)) numbers.set(port, numbers.size);
  }
  return numbers;
}

/** Ports as dense numbers, each once; ports that no task asks for are left out. */
export function portIds(ports: readonly number[], numbers: PortNumbers): Int32Array {
  const asked = ports.map((port) => numbers.get(port)).filter((id) => id !== undefined);
  return Int32Array.from(new Set(asked));
}
