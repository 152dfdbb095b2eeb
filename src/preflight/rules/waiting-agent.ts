import { templateRule } from './template-rule';
import { groupViews, type GroupView } from './views';
import { known } from '../model';

export const waitingAgent = templateRule({
  id: 'waiting-agent',
  title: 'user data starts a unit of systemd that waits for user data to end',
  viewsOf: groupViews,
  judge({ group }) {
    const { agent, ami, subject } = group;
    const isAmazonLinux = ami.os.known && ami.os.value.startsWith('amazon-linux');
    if (!isAmazonLinux || agent.userDataKind !== 'linux' || !agent.userData?.known) return [];
    const starts = startsIn(agent.userData.value);
    const [first] = [...starts.filter(({ unit }) => unit === 'ecs'), ...starts];
    if (!first) return [];
    const better = `${first.command} --no-block`.replace(/^(\S*\s*systemctl)(.*) --no-block$/, '$1 --no-block$2');
    return [
      {
        severity: first.unit === 'ecs' ? ('warning' as const) : ('note' as const),
        summary: `user data of ${subject.constructPath} runs "${first.command}" and waits for ${first.unit}, which waits for user data to end`,
        notes: [
          `the unit ${first.unit} starts after cloud-init, and cloud-init ends after user data, so the agent does not start`,
          'the agent starts by itself when user data has ended, with the settings that are in /etc/ecs/ecs.config by then',
        ],
        cures: [
          {
            text: `run "${better}" in the user data of ${subject.constructPath}, or nothing`,
            apply: (view: GroupView): GroupView => ({
              ...view,
              group: {
                ...view.group,
                agent: {
                  ...agent,
                  userData: known(
                    starts.reduce((text, { line }) => text.replace(line, ''), agent.userData?.known ? agent.userData.value : ''),
                  ),
                },
              },
            }),
          },
        ],
      },
    ];
  },
});

interface Start {
  readonly unit: string;
  readonly command: string;
  readonly line: string;
}

const SYSTEMCTL =
  /(?:^|[\s;&|(])((?:sudo\s+)?systemctl\s+(?:-\S+\s+)*(?:(?:re|try-re|reload-or-re)?start|enable\s+(?:\S+\s+)*?--now)\s+(?:\S+\s+)*?(ecs|docker)(?:\.service)?)(?=$|[\s;&|)])/;
const SERVICE = /(?:^|[\s;&|(])((?:sudo\s+)?service\s+(ecs|docker)\s+(?:re)?start)(?=$|[\s;&|)])/;

/** Commands that wait for the unit. What a heredoc writes into a file is run by others. */
function startsIn(script: string): readonly Start[] {
  const starts: Start[] = [];
  let end: string | undefined;
  for (const line of script.split(/\r?\n/)) {
    if (end !== undefined) {
      if (line.trim() === end) end = undefined;
      continue;
    }
    end = /<<-?\s*["']?([A-Za-z_]\w*)/.exec(line)?.[1];
    const match = SYSTEMCTL.exec(line) ?? SERVICE.exec(line);
    if (match && !isDetached(line)) starts.push({ command: match[1].trim(), unit: match[2], line });
  }
  return starts;
}

/** A comment, text that is written somewhere, or a command that nobody waits for. */
function isDetached(line: string): boolean {
  return /^\s*#|--no-block|\b(nohup|systemd-run|setsid)\b|\bat\s+now\b|\b(echo|printf)\b|Exec\w+=|[^&]&\s*(#.*)?$/.test(line);
}
