import { at, isAbsent, namesOf, type Property } from './property';
import type { Evaluation } from '../intrinsics/evaluation';
import { partsOf } from '../intrinsics/text';
import { ABSENT, unresolved, type TextPart } from '../intrinsics/value';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource } from '../template/stack';
import { userDataOf, valueParts, type UserData } from '../user-data/user-data';

const RUNS = /\bcfn-init\b/;
const CONFIG = /(^|\/)ecs\.config$/;
const UNREAD = unresolved('user data runs cfn-init, and the input does not show all of what that does');

/** The script with what `cfn-init` does for it: settings of the agent stand in the metadata of a resource as often as in the script itself. */
export function withInitMetadata(userData: UserData | undefined, resource: Resource, evaluation: Evaluation): UserData | undefined {
  const lines = userData?.text.split(/\r?\n/).filter((line) => !/^\s*#/.test(line)).join('\n') ?? '';
  if (!userData || !RUNS.test(lines)) return userData;
  const [, name] = /cfn-init\b(?:[^\n]|\\\n)*?\s(?:--resource|-r)[\s=]+["']?([A-Za-z0-9]+)/.exec(lines) ?? [];
  const holder = name === undefined ? resource : resource.stack.resources.get(name);
  const configs = holder ? configsOf(holder, evaluation) : [];
  const parts = configs.length === 0 ? [UNREAD] : configs.flatMap((config) => [...filesOf(config), ...commandsOf(config)]);
  return userDataOf([...valueParts(userData.text, userData), ...parts]);
}

function configsOf(holder: Resource, evaluation: Evaluation): readonly Property[] {
  const raw = member(holder.raw, 'Metadata');
  const metadata: Property = { value: isRawObject(raw) ? evaluation.raw(raw, holder.stack) : ABSENT, path: 'Metadata', evaluation };
  const init = at(metadata, 'AWS::CloudFormation::Init');
  return namesOf(init).filter((name) => name !== 'configSets').map((name) => at(init, name));
}

function filesOf(config: Property): readonly TextPart[] {
  const files = at(config, 'files');
  return namesOf(files).filter((path) => CONFIG.test(path)).flatMap((path) => {
    const content = at(files, path, 'content');
    return isAbsent(content) ? [UNREAD] : [`\ncat > ${path} <<'END_OF_FILE'\n`, ...partsOf(content.value), '\nEND_OF_FILE\n'];
  });
}

function commandsOf(config: Property): readonly TextPart[] {
  const commands = at(config, 'commands');
  return namesOf(commands).flatMap((name) => {
    const command = at(commands, name, 'command');
    return command.value.kind === 'list' ? [] : ['\n', ...partsOf(command.value), '\n'];
  });
}
