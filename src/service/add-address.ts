import type { Runnable } from './runnable';

/** Puts an address into the environment of the container, and throws where that would write over what the user said. */
export function addAddress({ described, container }: Runnable, variable: string, address: string): void {
  const source = described?._sourceOf(container, variable);
  if (source) {
    throw new Error(`\`${variable}\` of container ${container.containerName} must be left out of \`${source}\`: the address goes there, got both`);
  }
  container.addEnvironment(variable, address);
}
