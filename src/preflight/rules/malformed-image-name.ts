import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

const LONGEST_NAME = 255;
/** Registries make digests of the first kind; names of the second kind can be pulled too. */
const DIGEST = /^sha(256:[a-f0-9]{64}|512:[a-f0-9]{128})$/;

export const malformedImageName = templateRule({
  id: 'malformed-image-name',
  title: 'the name of an image is not one that can be pulled',
  viewsOf: taskViews,
  judge: (view) =>
    containersOf(view).flatMap((container) => {
      if (!container.image.known) return [];
      const image = container.image.value;
      const found = faultOf(image);
      if (!found) return [];
      // A default may stand there only to be replaced, and what is joined from an empty one ends with its colon.
      const open = container.image.assumed !== undefined || image.endsWith(':');
      return [
        {
          severity: open ? ('warning' as const) : ('error' as const),
          summary: `${containerName(container)} of ${view.subject.constructPath} names the image "${shortened(image)}", which ${found.what}`,
          notes: [
            'a task will stop with "CannotPullContainerError: ... invalid reference format"',
            ...(open ? ['where a parameter is given another value at deployment, nothing is wrong; the preflight takes it as --parameter'] : []),
          ],
          cures: [
            changeContainer(
              found.better === undefined
                ? `set Image (image) of ${containerName(container)} to REGISTRY/REPOSITORY:TAG or REGISTRY/REPOSITORY@sha256:DIGEST`
                : `set Image (image) of ${containerName(container)} to "${found.better}"`,
              container,
              { image: known(found.better ?? 'image:1') },
            ),
          ],
        },
      ];
    }),
});

interface Fault {
  /** Completes "the image ..., which". */
  readonly what: string;
  readonly better?: string;
}

function faultOf(written: string): Fault | undefined {
  if (/^https?:\/\//i.test(written)) return fault('begins with the scheme of a web address', written.replace(/^https?:\/\//i, ''));
  if (/\s/.test(written)) return fault('holds a blank', written.replace(/\s/g, ''));
  // What a deployment fills in may be any part of a name.
  const image = written.replace(/\$\{[^}]*\}|\{\{[^}]*\}\}/g, 'x');
  const [name, digest, ...more] = image.split('@');
  if (more.length > 0) return { what: 'holds more than one @' };
  if (digest !== undefined && image === written && !DIGEST.test(digest)) {
    return { what: 'has a digest that is not sha256: and 64 hexadecimal digits' };
  }
  if (name.length > LONGEST_NAME) return { what: `has ${name.length} characters before its digest, and ECS takes ${LONGEST_NAME}` };
  return faultOfName(name, written);
}

function faultOfName(name: string, written: string): Fault | undefined {
  const [host, path] = split(name);
  const [repository, tag] = /^(.*?)(?::([^/]*))?$/.exec(path)?.slice(1) ?? [path];
  if (tag === '') return fault('ends with a colon', written.replace(/:(?=@|$)/, ''));
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) {return { what: `has the tag ${shortened(tag)}, and tags are letters, digits, _, . and -` };}
  if (/[A-Z]/.test(repository)) {
    const lowered =
      host === ''
        ? written.replace(repository, repository.toLowerCase())
        : written.replace(`/${repository}`, `/${repository.toLowerCase()}`);
    return fault('has capital letters in the name of its repository', lowered);
  }
  return undefined;
}

/** The host, which may hold capital letters, and the rest. A first piece with capitals is taken for a host, as Docker does. */
function split(name: string): readonly [host: string, path: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  const isHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  return isHost ? [first, name.slice(slash + 1)] : ['', name];
}

function fault(what: string, better: string): Fault {
  // A better name is offered only where nothing else is wrong with it.
  return faultOf(better) === undefined && better !== '' ? { what, better } : { what };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
