import { pieces, type PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Cluster, type PlacementModel, type ScaledResource, type Service } from '../model';

const scalers = pieces<ScaledResource>((model) => model.scaledResources);

type View = PieceView<ScaledResource>;

export const misnamedScaler = templateRule({
  id: 'misnamed-scaler',
  title: 'a scalable target names no service, or the service of another cluster',
  viewsOf: scalers.viewsOf,
  judge(view) {
    const { resourceId } = view.piece;
    if (!resourceId.known) return [];
    const parts = partsOf(resourceId.value, view.site.model);
    return parts === undefined ? [] : parts === 'misshapen' ? misshapen(view, resourceId.value) : otherCluster(view, parts, resourceId.value);
  },
});

/** One name of a resource id: written out, or that of something of the input. */
interface Part {
  readonly text: string;
  readonly of?: Cluster | Service;
  /** Attribute that is taken of it; undefined for `Ref`. */
  readonly attribute?: string;
}

type Parts = readonly [cluster: Part, service: Part];

/** Undefined where a piece of it comes from elsewhere and may hold a slash. */
function partsOf(resourceId: string, { clusters, services }: PlacementModel): Parts | 'misshapen' | undefined {
  const holes: Part[] = [];
  const flat = resourceId.replace(/\$\{([^}]+)\}/g, (text, inner: string) => {
    const find = (id: string) => [...services, ...clusters].find((one) => one.id === id);
    const [, id, attribute] = /^(.*)\.([A-Za-z]+)$/.exec(inner) ?? [];
    const whole = find(inner);
    const of = whole ?? (id === undefined ? undefined : find(id));
    holes.push({ text, of, attribute: whole ? undefined : attribute });
    return `{${holes.length - 1}}`;
  });
  if (holes.some(({ of }) => of === undefined)) return undefined;
  const names = /^service\/([^/]+)\/([^/]+)$/.exec(flat);
  if (!names) return 'misshapen';
  const part = (name: string): Part => (/^\{\d+\}$/.test(name) ? holes[Number(name.slice(1, -1))] : { text: name });
  return [part(names[1]), part(names[2])];
}

function cured(view: View, to: string, text: string) {
  return scalers.cure(text, (model) => ({
    ...model, scaledResources: model.scaledResources?.map((one) => (one.id === view.piece.id ? { ...one, resourceId: known(to) } : one)),
  }));
}

function misshapen(view: View, resourceId: string): readonly Problem<View>[] {
  const { subject } = view;
  return [
    {
      severity: 'error',
      summary: `ResourceId of ${subject.constructPath} is ${resourceId}, and a service is service/CLUSTER/SERVICE`,
      notes: ['Application Auto Scaling refuses the scalable target'],
      cures: [cured(view, 'service/shop/api', `set ResourceId of ${subject.constructPath} to service/CLUSTER/SERVICE, both by their names`)],
    },
  ];
}

function otherCluster(view: View, [cluster, service]: Parts, resourceId: string): readonly Problem<View>[] {
  const { subject, site } = view;
  // What is cut out of the ARN of a service, as with Fn::Split, is right.
  if (cluster.of && isService(cluster.of, site.model)) return [];
  const arn = [service, cluster].find(({ of, attribute }) => of !== undefined && (isService(of, site.model) ? attribute !== 'Name' : attribute === 'Arn'));
  if (arn?.of) {
    const { of } = arn;
    const name = isService(of, site.model) ? `\${${of.id}.Name}` : `\${${of.id}}`;
    return [
      {
        severity: 'error',
        summary: `ResourceId of ${subject.constructPath} holds the ARN of ${of.subject.constructPath}, and takes its name`,
        notes: ['Application Auto Scaling will say "ECS service doesn\'t exist"'],
        cures: [
          cured(view, resourceId.replace(arn.text, name), isService(of, site.model)
            ? `take the Name of ${of.subject.constructPath} (Fn::GetAtt) in ResourceId of ${subject.constructPath}; Ref is its ARN`
            : `take the name of ${of.subject.constructPath} (Ref) in ResourceId of ${subject.constructPath}`),
        ],
      },
    ];
  }
  const clusterOf = idOf(cluster, site.model);
  const meant = serviceOf(service, site.model);
  if (clusterOf === undefined || meant.length === 0 || meant.some((one) => !one.cluster.known || one.cluster.value === clusterOf)) return [];
  const right = site.model.clusters.find(({ id }) => meant[0].cluster.known && id === meant[0].cluster.value);
  const wrong = site.model.clusters.find(({ id }) => id === clusterOf);
  if (!right || !wrong) return [];
  return [
    {
      severity: service.of ? 'error' : 'warning',
      summary: `${subject.constructPath} scales a service of ${wrong.subject.constructPath}, and ${meant[0].subject.constructPath} is in ${right.subject.constructPath}`,
      notes: ['Application Auto Scaling will say "ECS service doesn\'t exist"'],
      cures: [
        cured(view, resourceId.replace(cluster.text, right.name.known ? right.name.value : `\${${right.id}}`),
          `set the cluster in ResourceId of ${subject.constructPath} from ${wrong.subject.constructPath} to ${right.subject.constructPath}`),
      ],
    },
  ];
}

function isService(one: Cluster | Service, { services }: PlacementModel): one is Service {
  return services.some(({ id }) => id === one.id);
}

/** The cluster of the input; one that is only named may be any. */
function idOf({ text, of }: Part, { clusters }: PlacementModel): string | undefined {
  return of?.id ?? clusters.find(({ name, imported }) => !imported && name.known && name.value === text)?.id;
}

/** Services that may be meant: one of this name, or the very one that is referred to. */
function serviceOf({ text, of }: Part, model: PlacementModel): readonly Service[] {
  return of && isService(of, model) ? [of] : model.services.filter(({ name }) => name.known && name.value === text);
}
