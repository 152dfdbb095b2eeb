import { DeployedStack } from './deployed-stack';
import { Emulator } from './emulator';
import { Validated } from './parameter-validation';
import { runProcess } from '../process/run-process';

/** Version 1 of the AWS CLI fails on answers it makes up itself: its own 0 is below the least number of minutes, its own code too short. */
const OWN_FAULTS = ['lifecycleHooks[0].timeoutConfiguration.timeoutInMinutes, value: 0', 'Invalid length for parameter ActivationCode, value: 14'];

/** The command lines that a stack prints, parsed and checked by the AWS CLI without being sent. Version 1 cannot follow logs. */
export async function validateCommands(aws: string, { stackName, description, emulator }: DeployedStack): Promise<readonly Validated[]> {
  const { stdout, stderr } = await runProcess(aws, ['--version'], { timeLimitSeconds: 60 });
  const knows = (line: string) => !(/^aws-cli\/1\./.test(stdout || stderr) && line.startsWith('aws logs tail '));
  const lines = (description?.Outputs ?? []).flatMap(({ OutputKey, OutputValue = '' }) => (
    OutputValue.startsWith('aws ') ? OutputValue.split(' && ').map((line) => ({ OutputKey, line })) : []
  ));
  const results: Validated[] = [];
  for (const { OutputKey, line } of lines.filter((each) => knows(each.line))) {
    results.push({ what: `${stackName}/${OutputKey}: ${line}`, problem: await parse(line, emulator), claims: [] });
  }
  return results;
}

async function parse(line: string, { env }: Emulator): Promise<string | undefined> {
  const finished = await runProcess('bash', ['-c', `${line} --generate-cli-skeleton output`], { env: { ...process.env, ...env }, timeLimitSeconds: 60 });
  if (finished.status === 0 || OWN_FAULTS.some((fault) => finished.stderr.includes(fault))) return undefined;
  return finished.timedOut ? 'no answer within 60 s' : finished.stderr.trim();
}
