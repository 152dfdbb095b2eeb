import type { Rule } from './rule';
import type { Finding } from '../findings';
import type { InstanceGroup } from '../model';

export const noContainerInstances: Rule = {
  id: 'no-container-instances',
  title: 'services wait for container instances, and none of the input registers with their cluster',
  check({ model, clusters }) {
    const unsure = model.capacities.some((capacity) => !capacity.cluster.known);
    if (unsure) return [];
    return clusters
      .filter(({ cluster }) => !cluster.imported && !model.capacities.some(({ cluster: of }) => of.known && of.value === cluster.id))
      .flatMap(({ cluster, judgements }): Finding[] => {
        const waiting = [...new Set(judgements.filter(({ scenario }) => scenario === 'steady-state').map(({ service }) => service))];
        return waiting.map((service) => ({
          ruleId: 'no-container-instances',
          severity: 'warning',
          summary: `no container instance of the input registers with ${cluster.subject.constructPath}, where ${service.subject.constructPath} runs`,
          subject: service.subject,
          evidence: [],
          notes: [
            'instances of another stack may register with the cluster; this input does not show them',
            waitingText(model.capacities.filter((capacity): capacity is InstanceGroup => capacity.kind === 'instance-group')),
            'ECS will say "was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster."',
          ],
          help: [],
        }));
      });
  },
};

/** A group whose user data names no cluster registers with the cluster `default`. */
function waitingText(groups: readonly InstanceGroup[]): string {
  if (groups.length === 0) return 'the input has no Auto Scaling group whose user data (ECS_CLUSTER) or capacity provider names the cluster';
  return `${groups.map((group) => group.subject.constructPath).join(', ')} registers with another cluster: check ECS_CLUSTER in its user data and its capacity provider`;
}
