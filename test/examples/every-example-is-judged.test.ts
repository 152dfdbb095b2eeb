import { judgeInput } from '../../src/preflight/judge-input';
import { discoverExamples } from '../../tools/examples/discover-examples';
import { EXAMPLES, loadExample } from '../support/load-example';

/** What keeps an example from passing is said here, in the example's README, and in its report. */
const TROUBLED: Readonly<Record<string, readonly string[]>> = {
  'too-small': ['deployment-deadlock', 'fixed-size-capacity', 'no-room-after-zone-loss', 'unplaceable-tasks'],
};

/** What no template tells. */
const UNKNOWN: Readonly<Record<string, string>> = {
  external: 'launch type EXTERNAL runs on registered servers, whose size no template tells',
};

const PASSES = ['always-fits', 'fits', 'not-simulated'];

test.each(discoverExamples(EXAMPLES).map((example) => [example.name, example] as const))(
  '%s passes every scenario, or its report says why not', (name, example) => {
    const { findings, services } = judgeInput([loadExample(example).synth().directory]);
    const alarms = findings.filter(({ severity }) => severity !== 'note').map(({ ruleId }) => ruleId);
    expect([...new Set(alarms)].sort()).toEqual(TROUBLED[name] ?? []);
    const verdicts = services.flatMap((one) => one.verdicts);
    expect(services.filter((one) => one.verdicts.length !== 15)).toEqual([]);
    expect(verdicts.filter(({ because }) => because.trim() === '')).toEqual([]);
    const open = verdicts.filter(({ verdict }) => !PASSES.includes(verdict));
    if (name in TROUBLED) return;
    expect([...new Set(open.map(({ verdict, because }) => `${verdict}: ${because}`))]).toEqual(name in UNKNOWN ? [`unknown: ${UNKNOWN[name]}`] : []);
  });
