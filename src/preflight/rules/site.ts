import type { Cure, View } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import type {
  DeclaredResource,
  Listener,
  LoadBalancer,
  LoadBalancing,
  Network,
  PlacementModel,
  Repository,
  Role,
  SecurityGroup,
  Subject,
  Subnet,
  TargetGroup,
  Vpc,
} from '../model';

/** Everything that the input declares around its tasks, found by id. */
export interface Site {
  readonly model: PlacementModel;
  readonly network: Network;
  readonly loadBalancing: LoadBalancing;
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly securityGroups: ReadonlyMap<string, SecurityGroup>;
  readonly loadBalancers: ReadonlyMap<string, LoadBalancer>;
  readonly listeners: ReadonlyMap<string, Listener>;
  readonly targetGroups: ReadonlyMap<string, TargetGroup>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly declared: ReadonlyMap<string, DeclaredResource>;
}

/** A service among all that the input declares around it. A cure may change any of it. */
export interface SiteView extends ServiceView {
  readonly site: Site;
}

/** One thing of the model among all the others. */
export interface PieceView<T> extends View {
  readonly piece: T;
  readonly site: Site;
}

interface Piece {
  readonly id: string;
  readonly subject: Subject;
}

export function siteViews(model: PlacementModel): readonly SiteView[] {
  const site = siteOf(model);
  return serviceViews(model).map((view) => ({ ...view, site }));
}

/** A cure of a service that changes the model anywhere. */
export function siteCure(text: string, change: (model: PlacementModel) => PlacementModel): Cure<SiteView> {
  return { text, apply: (view) => siteViews(change(view.site.model)).find(({ service }) => service.id === view.service.id) ?? view };
}

/** Views of one kind of thing, and how to cure it. */
export interface Pieces<T extends Piece> {
  viewsOf(model: PlacementModel): readonly PieceView<T>[];
  cure(text: string, change: (model: PlacementModel) => PlacementModel): Cure<PieceView<T>>;
}

export function pieces<T extends Piece>(pick: (model: PlacementModel) => readonly T[] | undefined): Pieces<T> {
  const viewsOf = (model: PlacementModel): readonly PieceView<T>[] => {
    const site = siteOf(model);
    return (pick(model) ?? []).map((piece) => ({ subject: piece.subject, piece, site }));
  };
  return {
    viewsOf,
    cure: (text, change) => ({
      text,
      apply: (view) => {
        const model = change(view.site.model);
        return viewsOf(model).find(({ piece }) => piece.id === view.piece.id) ?? { ...view, site: siteOf(model) };
      },
    }),
  };
}

const NO_NETWORK: Network = { vpcs: [], subnets: [], securityGroups: [], endpoints: [], networkAcls: [] };
const NO_BALANCING: LoadBalancing = { loadBalancers: [], listeners: [], rules: [], targetGroups: [] };

/** Asked for by most rules, so it is put together once for a model. */
const PREPARED = new WeakMap<PlacementModel, Site>();

function siteOf(model: PlacementModel): Site {
  const site = PREPARED.get(model) ?? build(model);
  PREPARED.set(model, site);
  return site;
}

function build(model: PlacementModel): Site {
  const network = model.network ?? NO_NETWORK;
  const loadBalancing = model.loadBalancing ?? NO_BALANCING;
  return {
    model,
    network,
    loadBalancing,
    vpcs: byId(network.vpcs),
    subnets: byId(network.subnets),
    securityGroups: byId(network.securityGroups),
    loadBalancers: byId(loadBalancing.loadBalancers),
    listeners: byId(loadBalancing.listeners),
    targetGroups: byId(loadBalancing.targetGroups),
    roles: byId(model.roles ?? []),
    repositories: byId(model.repositories ?? []),
    declared: byId(model.declared ?? []),
  };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
