import { mayUseKey, declaredKey, policyLets, withKeyStatement } from './role-questions';
import { pieces, type PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, unknown, type DeclaredResource, type InstanceGroup, type Known, type Role, type Service } from '../model';

const keys = pieces<DeclaredResource>((model) => model.declared?.filter(({ type }) => type === 'AWS::KMS::Key'));

type KeyView = PieceView<DeclaredResource>;

export const closedVolumeKey = templateRule({
  id: 'closed-volume-key',
  title: 'the key of a volume does not let those use it who make the volume',
  viewsOf: keys.viewsOf,
  judge: (view) => [
    ...view.site.model.capacities.flatMap((capacity) => (capacity.kind === 'instance-group' ? ofInstances(view, capacity) : [])),
    ...view.site.model.services.flatMap((service) => ofTasks(view, service)),
  ],
});

/** Auto Scaling encrypts a volume with its own role, whose rights nobody can add to; so the policy of the key has to name it. */
function ofInstances(view: KeyView, group: InstanceGroup): readonly Problem<KeyView>[] {
  const { piece: key, site } = view;
  const encrypts = group.blockDevices?.known === true && group.blockDevices.value.some((device) => declaredKey(device.key, site)?.id === key.id);
  if (!encrypts || group.isSingleInstance || (key.policy && !key.policy.known)) return [];
  const role = ownRole(group.serviceLinkedRole);
  const statements = key.policy?.known ? key.policy.value : undefined;
  const closed = GRANTS.filter((action) => statements === undefined || ['no', 'delegated'].includes(policyLets(statements, role, action, site)));
  if (closed.length === 0) return [];
  return [
    {
      severity: 'warning',
      summary: `${key.subject.constructPath} does not let ${nameOf(role)} use it, so no instance of ${group.subject.constructPath} starts`,
      notes: [
        `the policy of the key has to give ${closed.join(' and ')} to the service-linked role by name: it has no rights to keys of its own`,
        'Auto Scaling will say "Client.InternalError: Client error on launch"; where a grant was made for the role by hand, nothing is wrong',
      ],
      cures: [
        keys.cure(`allow ${closed.join(', ')}, with kms:Encrypt, Decrypt, ReEncrypt* and DescribeKey, to ${nameOf(role)} in the policy of ${key.subject.constructPath}`, (model) =>
          withKeyStatement(model, key, role.id, closed)),
      ],
    },
  ];
}

const GRANTS = ['kms:CreateGrant', 'kms:GenerateDataKeyWithoutPlaintext'] as const;

const OWN = 'AWSServiceRoleForAutoScaling';

function ownRole(arn: Known<string> | undefined): Role {
  const written = arn?.known ? arn.value : undefined;
  const name = arn === undefined ? known(OWN) : written === undefined ? unknown('the role of Auto Scaling is not known') : known(written.split('/').pop() ?? written);
  return {
    id: written ?? OWN,
    subject: { constructPath: OWN, logicalId: OWN, templatePath: '' },
    name,
    trust: known([]),
    statements: [],
    managedPolicies: known([]),
    hasPermissionsBoundary: false,
  };
}

function nameOf({ name, id }: Role): string {
  return name.known ? name.value : id;
}

/** ECS makes the volumes of tasks with the role that the service names for them. */
function ofTasks(view: KeyView, { volumeConfigurations, subject }: Service): readonly Problem<KeyView>[] {
  const { piece: key, site } = view;
  const roles = (volumeConfigurations?.known ? volumeConfigurations.value : []).flatMap(({ kmsKey, role }) =>
    (declaredKey(kmsKey, site)?.id === key.id && role?.known ? site.roles.get(role.value) ?? [] : []));
  return [...new Set(roles)].flatMap((role): readonly Problem<KeyView>[] => {
    const closed = GRANTS.filter((action) => mayUseKey(key, role, action, site) === 'no');
    if (closed.length === 0) return [];
    return [
      {
        severity: 'warning',
        summary: `${key.subject.constructPath} does not let ${role.subject.constructPath} use it, so tasks of ${subject.constructPath} get no volume`,
        notes: [
          'the role that ECS makes the volume with needs kms:DescribeKey, kms:GenerateDataKeyWithoutPlaintext and kms:CreateGrant',
          'the task stops while its volume is attached, and nothing of its containers runs',
        ],
        cures: [
          keys.cure(`allow ${closed.join(', ')} to ${role.subject.constructPath} in the policy of ${key.subject.constructPath} (grant of the key)`, (model) =>
            withKeyStatement(model, key, role.id, closed)),
        ],
      },
    ];
  });
}
