import { claim } from './rule-claims';
import { container, shop } from './shop-template';
import { imageAtRisk } from '../../../src/preflight/rules/image-at-risk';
import { narrowLoadBalancer } from '../../../src/preflight/rules/narrow-load-balancer';
import { plainHttpListener } from '../../../src/preflight/rules/plain-http-listener';
import { refusedLifecyclePolicy } from '../../../src/preflight/rules/refused-lifecycle-policy';
import { repositoryWithoutLifecycle } from '../../../src/preflight/rules/repository-without-lifecycle';
import { shadowedLifecycleRule } from '../../../src/preflight/rules/shadowed-lifecycle-rule';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

const repository = (policy: unknown, more: Properties = {}) => ({
  Repository: {
    Type: 'AWS::ECR::Repository',
    Properties: { ImageTagMutability: 'IMMUTABLE', ...more, ...(policy === undefined ? {} : { LifecyclePolicy: { LifecyclePolicyText: policy } }) },
  },
});
const rule = (rulePriority: number, selection: Properties) =>
  ({ rulePriority, selection: { countType: 'imageCountMoreThan', countNumber: 10, ...selection }, action: { type: 'expire' } });
const policy = (...rules: readonly object[]) => repository(JSON.stringify({ rules }));
const ANY = rule(9, { tagStatus: 'any' });

claim(refusedLifecyclePolicy, {
  fires: [
    ['no JSON', shop(repository('keep ten')), { severity: 'error', summary: 'the lifecycle policy of template/Repository is not JSON with a list of rules' }],
    ['a priority twice', shop(policy(rule(1, { tagStatus: 'untagged' }), rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'] }))),
      { severity: 'error', summary: 'the lifecycle policy of template/Repository gives the priority 1 twice' }],
    ['a priority of 0', shop(policy(rule(0, { tagStatus: 'untagged' }))),
      { severity: 'warning', summary: 'the lifecycle policy of template/Repository has the priority 0, below 1' }],
    ['a count of 0', shop(policy(rule(1, { tagStatus: 'untagged', countNumber: 0 }))),
      { severity: 'error', summary: 'the lifecycle policy of template/Repository keeps 0 in rule 1, and the least is 1' }],
    ['two rules for untagged images', shop(policy(rule(1, { tagStatus: 'untagged' }), rule(2, { tagStatus: 'untagged' }))),
      { severity: 'error', summary: 'the lifecycle policy of template/Repository has two rules for untagged images' }],
    ['tagged without a list', shop(policy(rule(1, { tagStatus: 'tagged' }))), {
      severity: 'error',
      summary: 'the lifecycle policy of template/Repository has no tagPatternList or tagPrefixList in rule 1, and a rule for tagged images has one of them',
    }],
    ['any before another', shop(policy(rule(1, { tagStatus: 'any' }), rule(2, { tagStatus: 'untagged' }))),
      { severity: 'error', summary: 'the lifecycle policy of template/Repository has rule 1 for any image, and another one comes after it' }],
    ['51 rules', shop(policy(...Array.from({ length: 51 }, (_, at) => rule(at + 1, { tagStatus: 'tagged', tagPrefixList: [`v${at}`] })))),
      { severity: 'error', summary: 'the lifecycle policy of template/Repository has 51 rules, and Amazon ECR takes 50' }],
  ],
  staysQuiet: [['an ordinary policy', shop(policy(rule(1, { tagStatus: 'untagged' }), rule(2, { tagStatus: 'tagged', tagPatternList: ['v*'] }), ANY))]],
  doesNotKnow: [['the policy', shop(repository(OPEN))]],
});

claim(shadowedLifecycleRule, {
  fires: [
    ['a narrower prefix later', shop(policy(rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'] }), rule(2, { tagStatus: 'tagged', tagPrefixList: ['v1'] }))),
      { severity: 'warning', summary: 'rule 2 of template/Repository never sees an image: rule 1 takes all of them first' }],
    ['a pattern that takes all', shop(policy(rule(1, { tagStatus: 'tagged', tagPatternList: ['*'] }), rule(2, { tagStatus: 'tagged', tagPatternList: ['v*'] }))),
      { severity: 'warning', summary: 'rule 2 of template/Repository never sees an image: rule 1 takes all of them first' }],
  ],
  staysQuiet: [['the narrower one first', shop(policy(rule(1, { tagStatus: 'tagged', tagPrefixList: ['v1'] }), rule(2, { tagStatus: 'tagged', tagPrefixList: ['v'] })))]],
  doesNotKnow: [['the policy', shop(repository(OPEN))]],
});

claim(repositoryWithoutLifecycle, {
  fires: [
    ['none', shop(repository(undefined)), { severity: 'warning', summary: 'template/Repository has no lifecycle policy, so it keeps every image that is ever pushed' }],
    ['none for untagged images of moving tags', shop(repository(JSON.stringify({ rules: [rule(5, { tagStatus: 'tagged', tagPrefixList: ['v'] })] }), { ImageTagMutability: 'MUTABLE' })),
      { severity: 'note', summary: 'no rule of template/Repository is for untagged images, and its tags may move' }],
  ],
  staysQuiet: [['tags that stay', shop(policy(rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'] })))], ['any image', shop(policy(ANY))]],
  doesNotKnow: [['the policy', shop(repository(OPEN))]],
});

const used = (tag: string) => ({ Task: container({ Image: { 'Fn::Sub': `\${Repository.RepositoryUri}:${tag}` } }) });
const AGED = { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 30 };

claim(imageAtRisk, {
  fires: [
    ['by age', shop({ ...policy(rule(1, { tagStatus: 'any', ...AGED })), ...used('v1') }),
      { severity: 'warning', summary: 'rule 1 of template/Repository can expire v1, which tasks run' }],
    ['archived, and not pulled for a while', shop({
      ...repository(JSON.stringify({
        rules: [{
          rulePriority: 1,
          selection: { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 30 },
          action: { type: 'transition', targetStorageClass: 'archive' },
        }],
      })),
      ...used('v1'),
    }), { severity: 'warning', summary: 'rule 1 of template/Repository can archive v1, which tasks run' }],
    ['latest that moves', shop({ ...repository(JSON.stringify({ rules: [ANY] }), { ImageTagMutability: 'MUTABLE' }), ...used('latest') }),
      { severity: 'warning', summary: 'tasks run latest of template/Repository, whose tags may move' }],
  ],
  staysQuiet: [
    ['other tags', shop({ ...policy(rule(1, { tagStatus: 'tagged', tagPrefixList: ['dev-'], ...AGED })), ...used('v1') })],
    ['by count', shop({ ...policy(ANY), ...used('v1') })], ['an earlier rule keeps it', shop({ ...policy(rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'] }), rule(2, { tagStatus: 'any', ...AGED })), ...used('v1') })],
  ],
  doesNotKnow: [['the policy', shop({ ...repository(OPEN), ...used('v1') })], ['the tag', shop({ ...policy(rule(1, { tagStatus: 'any', ...AGED })), Task: container({ Image: OPEN }) })]],
});

claim(plainHttpListener, {
  fires: [['port 80 alone', shop({ Balancer: { Scheme: 'internet-facing' } }), { severity: 'warning', summary: 'template/Balancer faces the internet and has no HTTPS listener' }]],
  staysQuiet: [
    ['internal', shop()],
    ['both', shop({
      Balancer: { Scheme: 'internet-facing' },
      Safe: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 443, Protocol: 'HTTPS', DefaultActions: [] } },
    })],
  ],
  doesNotKnow: [['the scheme', shop({ Balancer: { Scheme: OPEN } })], ['the protocol', shop({ Balancer: { Scheme: 'internet-facing' }, Listener: { Protocol: OPEN } })]],
});

claim(narrowLoadBalancer, {
  fires: [['one subnet', shop({ Balancer: { Subnets: [{ Ref: 'SubnetA' }] } }),
    { severity: 'warning', summary: 'template/Balancer has one subnet, and an Application Load Balancer needs two zones' }]],
  staysQuiet: [['two', shop()], ['a network balancer', shop({ Balancer: { Type: 'network', Subnets: [{ Ref: 'SubnetA' }] } })]],
  doesNotKnow: [['the subnets', shop({ Balancer: { Subnets: OPEN } })]],
});
