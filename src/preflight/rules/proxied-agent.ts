import { templateRule } from './template-rule';
import { groupViews } from './views';
import { known } from '../model';

export const proxiedAgent = templateRule({
  id: 'proxied-agent',
  title: 'user data gives the agent a proxy, and sends its calls to instance metadata and to Docker there as well',
  viewsOf: groupViews,
  judge({ group }) {
    const { agent, subject } = group;
    if (agent.userDataKind !== 'linux' || !agent.userData?.known) return [];
    const script = agent.userData.value;
    const proxy = /^(?!\s*#).*\bHTTP_PROXY=/m.test(script) && script.includes('ecs.config');
    // An exception that the deployment fills in, or a script that is fetched, may hold what is needed.
    const open = /\bNO_PROXY=[^\n]*(\$|169\.254\.169\.254)/i.test(script) || /\b(curl|wget|aws\s+s3)\b[^\n]*ecs\.config/.test(script);
    if (!proxy || open) return [];
    return [
      {
        severity: 'warning',
        summary: `user data of ${subject.constructPath} sets HTTP_PROXY for the agent, and no NO_PROXY with 169.254.169.254`,
        notes: ['the agent asks the proxy for its identity and its credentials, so the instances do not register with the cluster'],
        cures: [
          {
            text: `write NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock into /etc/ecs/ecs.config in the user data of ${subject.constructPath}`,
            apply: (view) => ({
              ...view,
              group: {
                ...view.group,
                agent: { ...agent, userData: known(`${script}\necho NO_PROXY=169.254.169.254 >> /etc/ecs/ecs.config`) },
              },
            }),
          },
        ],
      },
    ];
  },
});
