import { changeContainer, containersOf } from './container-problems';
import { templateRule, type Cure, type Problem } from './template-rule';
import { taskViews, type TaskView } from './views';
import { NAME, PORT_NAME } from '../../facts';
import { known } from '../model';

export const unusableName = templateRule({
  id: 'unusable-name',
  title: 'a family, a container or a port has a name that ECS refuses',
  viewsOf: taskViews,
  judge: (view) => [...family(view), ...containers(view), ...ports(view)],
});

function family({ definition: { family: name }, subject }: TaskView): readonly Problem<TaskView>[] {
  if (!name.known || name.value.includes('${') || NAME.test(name.value)) return [];
  return [problem(`the family "${name.value}" of ${subject.constructPath}`, WORD, {
    text: `name the family ${clean(name.value)}`,
    apply: (view) => ({ ...view, definition: { ...view.definition, family: known(clean(name.value)) } }),
  })];
}

function containers(view: TaskView): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const { name } = container;
    return !name.known || NAME.test(name.value) ? []
      : [problem(`the container "${name.value}" of ${view.subject.constructPath}`, WORD, changeContainer(`name it ${clean(name.value)}`, container, { name: known(clean(name.value)) }))];
  });
}

function ports(view: TaskView): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const mappings = container.portMappings.known ? container.portMappings.value : [];
    return mappings.flatMap((mapping) => {
      const { name } = mapping;
      if (!name?.known || PORT_NAME.test(name.value)) return [];
      const better = clean(name.value).toLowerCase().replace(/^-+/, '').slice(0, 64);
      return [problem(`the port "${name.value}" of ${view.subject.constructPath}`, 'lower-case letters, digits, - and _, 64 at most, no - first',
        changeContainer(`name it ${better}`, container, { portMappings: known(mappings.map((one) => (one === mapping ? { ...one, name: known(better) } : one))) }))];
    });
  });
}

const WORD = 'letters, digits, - and _, 255 at most';

function problem(what: string, takes: string, cure: Cure<TaskView>): Problem<TaskView> {
  return { severity: 'error', summary: `${what} has a name that ECS refuses`, notes: [`names hold ${takes}`], cures: [cure] };
}

function clean(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 255) || 'app';
}
