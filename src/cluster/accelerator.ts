import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Hardware beside the CPU that an AMI needs drivers for. */
export enum Accelerator {
  /** None that needs drivers. */
  NONE = 'none',
  /** NVIDIA GPUs, for example in g5 and p5. */
  NVIDIA = 'nvidia',
  /** AWS Inferentia and Trainium, in inf and trn. */
  NEURON = 'neuron',
}

/** What instance types have in common, as far as an AMI must fit it. */
export interface InstanceHardware {
  /** The architecture of the CPU. */
  readonly architecture: ec2.InstanceArchitecture;

  /** Hardware beside the CPU. */
  readonly accelerator: Accelerator;
}
