import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { RULES } from '../../../src/preflight/rules';

/** Every rule is tested to fire, not to fire and not to know, and every help that it prints is applied. This looks whether that is so. */
const KINDS = ['fires', 'staysQuiet', 'doesNotKnow'] as const;
type Kind = (typeof KINDS)[number];

/** Rows that `claim` is given, by the name of the rule in code. `claim` itself applies every printed help. */
const CLAIMS = claimsIn(__dirname);

/** Rules over the simulation, and one that is tested by the command: where each kind is tested, as a file and the beginning of a title; a text with a blank says why there is none. */
const SIMULATED: Readonly<Record<string, Readonly<Record<Kind | 'cures', readonly [file: string, title: string] | string>>>> = {
  'colliding-deployments': {
    fires: ['rules/room-rules', 'fires: each has room for its green tasks alone'],
    staysQuiet: ['rules/room-rules', 'does not fire with room for both'],
    doesNotKnow: ['rules/simulated-rules', 'colliding-deployments does not know'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'deployment-deadlock': {
    fires: ['rules/deployment-deadlock', 'a static host port with as many tasks as instances'],
    staysQuiet: ['rules/deployment-deadlock', 'a fourth instance'],
    doesNotKnow: ['rules/deployment-deadlock', 'the percentages of a service whose desired count is unknown'],
    cures: ['rules/simulated-rules', 'what deployment-deadlock advises'],
  },
  'fargate-quota': {
    fires: ['rules/fargate-quota', 'when all services together are over the quota'],
    staysQuiet: ['rules/fargate-quota', 'without a quota, within it'],
    doesNotKnow: ['rules/fargate-quota', 'does not know the part of a service without a known count'],
    cures: ['rules/fargate-quota', 'every printed cure removes the finding'],
  },
  'no-container-instances': {
    fires: ['rules/no-container-instances', 'fires for a service on EC2'],
    staysQuiet: ['rules/no-container-instances', 'does not fire for %s'],
    doesNotKnow: ['rules/no-container-instances', 'does not know %s'],
    cures: 'the instances are missing, and which ones are wanted is not for the preflight to say',
  },
  'no-room-after-instance-loss': {
    fires: ['rules/room-rules', 'a lost instance is a note'],
    staysQuiet: ['rules/simulated-rules', 'no-room-after-instance-loss does not fire'],
    doesNotKnow: ['rules/unknown-room', 'does not know %s'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-after-scale-in': {
    fires: ['scenario/managed-scaling', 'fires as a note: the only instance of the zone goes'],
    staysQuiet: ['scenario/managed-scaling', 'does not fire where the tasks fit on the rest'],
    doesNotKnow: ['scenario/managed-scaling', 'does not know %s of the group'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-after-spot-reclaim': {
    fires: ['rules/room-rules', 'a Spot-only group that is reclaimed'],
    staysQuiet: ['rules/room-rules', 'On-Demand instances are not reclaimed'],
    doesNotKnow: ['rules/unknown-room', 'does not know %s'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-after-zone-loss': {
    fires: ['rules/room-rules', 'a lost zone whose tasks have nowhere to go'],
    staysQuiet: ['rules/room-rules', 'a lost zone with room elsewhere'],
    doesNotKnow: ['rules/unknown-room', 'does not know %s'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-at-maximum': {
    fires: ['rules/room-rules', 'fires when the scaler may ask for more'],
    staysQuiet: ['rules/room-rules', 'does not fire at a maximum that fits'],
    doesNotKnow: ['rules/room-rules', 'does not know an unknown maximum'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-for-blue-green': {
    fires: ['rules/room-rules', 'fires: four tasks with a static host port'],
    staysQuiet: ['rules/room-rules', 'does not fire with eight'],
    doesNotKnow: ['rules/unknown-room', 'does not know %s'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'no-room-in-sequence': {
    fires: ['scenario/sequences', 'fires as a warning, with cures that hold in the sequence'],
    staysQuiet: ['scenario/sequences', 'does not fire where the sequence fits'],
    doesNotKnow: ['scenario/sequences', 'does not know how far a scaler goes'],
    cures: ['scenario/sequences', 'fires as a warning, with cures that hold in the sequence'],
  },
  'stuck-drain': {
    fires: ['scenario/drain-and-refresh', 'fires as a note when no other instance'],
    staysQuiet: ['scenario/drain-and-refresh', 'does not fire with one instance more'],
    doesNotKnow: ['scenario/drain-and-refresh', 'does not know hidden instances'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'stuck-instance-refresh': {
    fires: ['scenario/drain-and-refresh', 'fires: %d tasks at 100/%d may neither'],
    staysQuiet: ['scenario/drain-and-refresh', 'does not fire on the only instance'],
    doesNotKnow: ['scenario/drain-and-refresh', 'does not know a group whose types are hidden'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'stuck-scale-out': {
    fires: ['scenario/managed-scaling', 'fires: what started on one instance blocks'],
    staysQuiet: ['scenario/managed-scaling', 'does not fire when the group starts with two'],
    doesNotKnow: ['scenario/managed-scaling', 'does not know an unknown size of the group'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'stuck-zone-rebalancing': {
    fires: ['scenario/zone-rebalancing', 'fires as a note: at a maximum of 100 %'],
    staysQuiet: ['scenario/zone-rebalancing', 'does not fire at 200 %'],
    doesNotKnow: ['scenario/zone-rebalancing', 'does not know whether an unknown service rebalances'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'unmatched-constraint': {
    fires: ['rules/unmatched-constraint', 'an attribute name with an underscore'],
    staysQuiet: ['rules/unmatched-constraint', 'an expression that some instances satisfy'],
    doesNotKnow: ['rules/unmatched-constraint', 'a value that only running instances have'],
    cures: ['rules/unmatched-constraint', 'the printed cure removes the finding'],
  },
  'unparsable-constraint': {
    fires: ['rules/service-rules', 'fires with a pointer at the place'],
    staysQuiet: ['rules/service-rules', 'stays quiet on what parses'],
    doesNotKnow: ['rules/service-rules', 'stays quiet on what parses, and on what is not known'],
    cures: 'what an expression was meant to say is not in it; the pointer shows where reading stopped',
  },
  'unplaceable-tasks': {
    fires: ['rules/unplaceable-tasks', 'four tasks of 2,048 MiB on two t3.medium'],
    staysQuiet: ['rules/unplaceable-tasks', 'two tasks of 2,048 MiB on two t3.medium'],
    doesNotKnow: ['rules/unplaceable-tasks', 'a desired count that only the deployment tells'],
    cures: ['explain/cures-hold', 'every printed cure'],
  },
  'unresolved-value': {
    fires: ['rules/simulated-rules', 'fires once for a service whose count'],
    staysQuiet: ['rules/simulated-rules', 'does not fire where everything is told'],
    doesNotKnow: 'it is the rule that says what is not known',
    cures: 'a value is given with --parameter or a default, not by a change of the service',
  },
};

const claimed = RULES.filter(({ id }) => !(id in SIMULATED)).map(({ id }) => id);

test.each(claimed)('%s is claimed to fire, to stay quiet and not to know', (id) => {
  const rows = CLAIMS.get(id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
  expect(KINDS.filter((kind) => (rows?.[kind] ?? 0) === 0)).toEqual([]);
});

test.each(Object.keys(SIMULATED))('%s over the simulation is tested in each way', (id) => {
  expect(RULES.map((rule) => rule.id)).toContain(id);
  for (const where of Object.values(SIMULATED[id])) {
    if (typeof where === 'string') expect(where).toContain(' ');
    else expect(sourceOf(where[0])).toContain(`'${where[1]}`);
  }
});

test('a rule whose cures are proven by chance cases is one of those that the chance cases know', () => {
  const proven = Object.keys(SIMULATED).filter((id) => SIMULATED[id].cures[0] === 'explain/cures-hold');
  expect(proven.filter((id) => !sourceOf('explain/cures-hold').includes(`'${id}': [`))).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(join(__dirname, '..', `${file}.test.ts`), 'utf8');
}

function claimsIn(folder: string): ReadonlyMap<string, Readonly<Record<Kind, number>>> {
  const claims = new Map<string, Record<Kind, number>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    visit(source, (rule, rows) => {
      const counts = claims.get(rule) ?? { fires: 0, staysQuiet: 0, doesNotKnow: 0 };
      for (const kind of KINDS) counts[kind] += rowsOf(rows, kind);
      claims.set(rule, counts);
    });
  }
  return claims;
}

function visit(node: ts.Node, found: (rule: string, rows: ts.ObjectLiteralExpression) => void): void {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'claim') {
    const [rule, rows] = node.arguments;
    if (rows && ts.isObjectLiteralExpression(rows)) found(rule.getText(), rows);
  }
  ts.forEachChild(node, (child) => visit(child, found));
}

function rowsOf(rows: ts.ObjectLiteralExpression, kind: Kind): number {
  const property = rows.properties.find((one) => one.name?.getText() === kind);
  const value = property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
  return value && ts.isArrayLiteralExpression(value) ? value.elements.length : 0;
}
