import { templateRule } from './template-rule';
import { placesOf, serviceViews } from './views';
import { known } from '../model';

export const publicIpOnInstances = templateRule({
  id: 'public-ip-on-instances',
  title: 'a public address is asked for tasks on container instances',
  viewsOf: serviceViews,
  judge(view) {
    const { network, subject } = view.service;
    const places = placesOf(view);
    if (!network?.assignPublicIp.known || !network.assignPublicIp.value || !places.known || !places.value.includes('instances')) return [];
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} asks for a public address, which tasks on container instances cannot have`,
        notes: ['ECS will say "Assign public IP is not supported for this launch type."', 'such tasks reach the internet through a NAT gateway'],
        cures: [
          {
            text: `set AssignPublicIp (assignPublicIp) of ${subject.constructPath} from ENABLED to DISABLED`,
            apply: (old) => ({
              ...old, service: { ...old.service, network: old.service.network && { ...old.service.network, assignPublicIp: known(false) } },
            }),
          },
        ],
      },
    ];
  },
});
