import { EC2_SHAPES, type Shape } from './stock-shapes-ec2';
import { FARGATE_SHAPES } from './stock-shapes-fargate';
import { PATTERN_SHAPES } from './stock-shapes-patterns';
import { modelOfStack } from './template';
import { unknownsOf } from './unknowns';

/** What a template cannot tell, however it is read. Anything else that stays unknown is a gap of the reader. */
const EXPLAINED = [
  /\.name: CloudFormation makes up the name at deployment$/,
  /: the metric of a step policy is that of its alarm$/,
  /: the policy tracks no target value$/,
  /\.securityGroups: no security group is named, so the default group of the VPC is used$/,
  /\.rootVolumeGiB: the template sets no root volume and the AMI decides its size$/,
  /^\.clusters\.\d+\.(capacityProviders|defaultStrategy): the cluster prod is not declared in the input$/,
];

const SHAPES: readonly Shape[] = [...EC2_SHAPES, ...FARGATE_SHAPES, ...PATTERN_SHAPES];

test('at least 60 shapes of stock constructs are read', () => {
  expect(SHAPES.length).toBeGreaterThanOrEqual(60);
});

test.each(SHAPES)('%s: nothing stays unknown without a reason that lies outside of the template', (_, build) => {
  const unknowns = unknownsOf(modelOfStack(build)).filter((line) => !EXPLAINED.some((reason) => reason.test(line)));
  expect(unknowns).toEqual([]);
});
