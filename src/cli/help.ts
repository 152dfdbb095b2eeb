import { SCENARIO_NAMES } from '../preflight/scenario/script';

/** What `stowage --help` prints. */
export function helpText(): string {
  return `stowage: says before deploy whether the ECS services of a template will start, fit and roll

  stowage check <cdk.out | template.json | template.yaml | -> ...
      --scenario NAME[,NAME]      ${scenarioLines().join(`\n${' '.repeat(34)}`)} (default: all)
                                  NAME+NAME: one after the other, such as scaled-to-maximum+availability-zone-loss
      --fail-on error|warning|note   exit 1 at this severity or above (default: error)
      --reporter NAME[=FILE]      terminal, json; repeatable (default: terminal)
      --parameter NAME=VALUE      value of a template parameter; repeatable
      --parameter-file FILE       values of parameters: JSON, or lines NAME=VALUE; repeatable
      --context FILE              values of SSM parameters, such as AMI ids; repeatable
      --region REGION             value of AWS::Region
      --account ACCOUNT           value of AWS::AccountId
      --catalog FILE              facts of instance types, over those that ship; repeatable
      --trunking on|off           the account setting awsvpcTrunking (default: off, as ECS)
      --fargate-vcpu-quota N      the quota "Fargate On-Demand vCPU resource count" of the account (default: not held against anything)
      --fargate-spot-vcpu-quota N the quota "Fargate Spot vCPU resource count"
      --orders N                  orders and tie-breaks tried (default: 20)
      --seed N                    seed of the shuffled orders (default: 1)
      --time-budget SECONDS       what is not run when the time is over is named in the report (default: none)
  stowage size <cdk.out | template> ...
                                  room that is left, instances that can go, cheapest instance type, strategies compared
      --scenario NAME[,NAME]      what a shape has to hold (default: steady-state, rolling-deployment, blue-green-deployment)
      --reporter terminal|json    and the options about values, --trunking, --orders, --seed as above
  stowage model <input> ...       what is read from the input, as JSON; takes the options about values
  stowage catalog refresh         asks EC2, with your own credentials, for instance types that the shipped catalog does not have
      --region REGION             region to ask (default: that of your credentials)
      --output FILE               file for --catalog (default: stdout)
  stowage explain <rule-id>       what a rule finds, why ECS behaves so, and what cures it

exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or input that cannot be read
`;
}

/** Names of scenarios in lines that fit a terminal. */
function scenarioLines(): readonly string[] {
  const lines: string[] = [];
  for (const [position, name] of SCENARIO_NAMES.entries()) {
    const text = position === SCENARIO_NAMES.length - 1 ? name : `${name}, `;
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + text.length <= 90) lines[last] += text;
    else lines.push(text);
  }
  return lines.map((line) => line.trimEnd());
}
