/** The operating systems that an agent is configured for in different ways. */
export enum AgentPlatform {
  /** Amazon Linux, and AMIs made from it: a file of variables. */
  AMAZON_LINUX = 'amazon-linux',
  /** Bottlerocket: TOML. */
  BOTTLEROCKET = 'bottlerocket',
  /** Windows Server: PowerShell. */
  WINDOWS = 'windows',
}
