import { asWritten, type Property } from './property';
import { known, unknown, type Ami, type Known } from '../../model';

/** Tells operating system, architecture and variant from the public SSM parameter that an image id comes from. */
export function readAmi(imageId: Property): Ami {
  const source = asWritten(imageId);
  if (!source) {
    return unknownAmi('no image id is set', unknown('no image id is set', imageId.path));
  }
  if (!source.known) {
    return unknownAmi(source.because, source);
  }
  const parameter = parameterName(source.value);
  if (parameter === undefined) {
    return unknownAmi(`the image id ${source.value} does not tell what it holds`, source);
  }
  return { ...describe(parameter, imageId.path), source: known(parameter, imageId.path) };
}

/** `{{resolve:ssm:NAME}}` of templates and parameters, `resolve:ssm:NAME` of launch templates. */
function parameterName(written: string): string | undefined {
  const match = /^(?:\{\{)?resolve:ssm:([^:}]+)(?::[^}]*)?(?:\}\})?$/.exec(written.trim());
  return match?.[1];
}

function describe(parameter: string, from: string): Omit<Ami, 'source'> {
  const name = parameter.toLowerCase();
  const arm = /arm64|aarch64/.test(name);
  const fact = <T>(value: T): Known<T> => known(value, from);
  const architecture = fact<'x86_64' | 'arm64'>(arm ? 'arm64' : 'x86_64');
  if (name.startsWith('/aws/service/ecs/optimized-ami/')) {
    return { os: fact(linuxOf(name)), architecture, variant: fact(variantOf(name)), ecsOptimized: fact(true) };
  }
  if (name.startsWith('/aws/service/bottlerocket/')) {
    return { os: fact('bottlerocket'), architecture, variant: fact(variantOf(name)), ecsOptimized: fact(name.includes('/aws-ecs-')) };
  }
  if (name.startsWith('/aws/service/ami-windows-latest/')) {
    return { os: fact('windows'), architecture, variant: fact('standard'), ecsOptimized: fact(name.includes('ecs_optimized')) };
  }
  if (name.startsWith('/aws/service/ami-amazon-linux-latest/')) {
    return { os: fact(name.includes('al2023') ? 'amazon-linux-2023' : 'amazon-linux-2'), architecture, variant: fact('standard'), ecsOptimized: fact(false) };
  }
  if (name.startsWith('/aws/service/canonical/')) {
    return { os: fact('linux-other'), architecture, variant: fact('standard'), ecsOptimized: fact(false) };
  }
  const because = `the SSM parameter ${parameter} does not tell what image it names`;
  return { os: unknown(because, from), architecture: unknown(because, from), variant: unknown(because, from), ecsOptimized: unknown(because, from) };
}

function linuxOf(name: string): 'amazon-linux-2023' | 'amazon-linux-2' | 'linux-other' {
  if (name.includes('/amazon-linux-2023/')) {
    return 'amazon-linux-2023';
  }
  return name.includes('/amazon-linux-2/') ? 'amazon-linux-2' : 'linux-other';
}

function variantOf(name: string): 'standard' | 'gpu' | 'neuron' {
  if (/\/gpu\/|nvidia/.test(name)) {
    return 'gpu';
  }
  return /\/(neuron|inf)\//.test(name) ? 'neuron' : 'standard';
}

export function unknownAmi(because: string, source: Known<string> = unknown(because)): Ami {
  const from = source.from;
  return {
    os: unknown(because, from), architecture: unknown(because, from), variant: unknown(because, from), ecsOptimized: unknown(because, from), source,
  };
}
