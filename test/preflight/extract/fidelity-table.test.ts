import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFidelityTable } from '../../../tools/fidelity-table';

test('docs/fidelity-properties.md lists every property of the schema, and says truly which are read', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'fidelity-properties.md'), 'utf8')).toBe(renderFidelityTable());
});

test('what decides whether tasks are placed is read', () => {
  const rows = renderFidelityTable();
  for (const property of ['DesiredCount', 'PlacementStrategies.Field', 'PlacementConstraints.Expression', 'LaunchType', 'ContainerDefinitions.PortMappings.HostPort', 'ContainerDefinitions.MemoryReservation']) {
    expect(rows).toContain(`| ${property} | read |`);
  }
});
