import { balancedBy } from './balanced-service';
import { balancersOf } from './balancers-of';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { groupsOf } from './views';
import { known } from '../model';

export const balancerWithoutZone = templateRule({
  id: 'balancer-without-zone',
  title: 'a load balancer is not enabled in a zone where tasks run, so their targets stay unused',
  viewsOf: siteViews,
  judge(view) {
    const { service, site, subject } = view;
    const zones = service.network ? service.network.zones : zonesOfGroups(view);
    if (!zones?.known || zones.value.length === 0) return [];
    const tasks = zones.value;
    return balancedBy(view).flatMap(({ group }) => (balancersOf(group.id, site) ?? []).flatMap((balancer) => {
      if (!balancer.zones.known || balancer.zones.value.length === 0) return [];
      // A zone that is named and one that is taken by its position may be the same one.
      if ((zones.assumed === undefined) !== (balancer.zones.assumed === undefined)) return [];
      const enabled = balancer.zones.value;
      const missing = tasks.filter((zone) => !enabled.includes(zone));
      if (missing.length === 0) return [];
      const all = missing.length === tasks.length;
      return [
        {
          severity: all ? 'error' as const : 'warning' as const,
          summary: `${balancer.subject.constructPath} is not enabled in ${missing.join(', ')}, where ${all ? 'all' : 'some'} tasks of ${subject.constructPath} run`,
          evidence: [{
            kind: 'table' as const,
            columns: ['', 'zones'],
            rows: [{ cells: ['tasks', tasks.join(', ')] }, { cells: ['load balancer', enabled.join(', ')] }],
          }],
          notes: ['a target in a zone that is not enabled stays "unused" and gets no request'],
          cures: [
            siteCure(`give ${balancer.subject.constructPath} a subnet in ${missing.join(', ')}`, (model) =>
              changeBalancing(model, 'loadBalancers', balancer.id, { zones: known([...enabled, ...missing]) })),
          ],
        },
      ];
    }));
  },
});

function zonesOfGroups(view: Parameters<typeof groupsOf>[0]) {
  const groups = groupsOf(view);
  return groups.known && groups.value.length === 1 ? groups.value[0].zones : undefined;
}
