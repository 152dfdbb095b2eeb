import type { InstanceProfile, Role } from './access';
import type { Alarm } from './alarm';
import type { Capacity } from './capacity';
import type { Cluster } from './cluster';
import type { CodeDeployGroup } from './code-deploy';
import type { DeclaredResource, DependencyLoop, MountTarget } from './declared-resource';
import type { ImageAsset } from './image-asset';
import type { LoadBalancing } from './load-balancing';
import type { ManagedDaemon } from './managed-daemon';
import type { Network } from './network';
import type { PullThroughCacheRule, Registry, Repository } from './registry';
import type { ScaledResource } from './scaling';
import type { Service } from './service';
import type { StandaloneTask } from './standalone-task';
import type { Subject } from './subject';
import type { TaskDefinition } from './task-definition';

/** What the preflight judges: everything of the input that decides whether tasks start, as plain data. */
export interface PlacementModel {
  readonly clusters: readonly Cluster[];
  readonly capacities: readonly Capacity[];
  readonly taskDefinitions: readonly TaskDefinition[];
  readonly services: readonly Service[];
  /** Scheduled and event-driven tasks; undefined where the source of the model does not tell. */
  readonly standaloneTasks?: readonly StandaloneTask[];
  readonly network?: Network;
  readonly loadBalancing?: LoadBalancing;
  readonly roles?: readonly Role[];
  readonly repositories?: readonly Repository[];
  readonly pullThroughCacheRules?: readonly PullThroughCacheRule[];
  readonly declared?: readonly DeclaredResource[];
  readonly mountTargets?: readonly MountTarget[];
  readonly managedDaemons?: readonly ManagedDaemon[];
  readonly codeDeployGroups?: readonly CodeDeployGroup[];
  readonly alarms?: readonly Alarm[];
  /** Scalable targets of ECS, those included that scale no service of the input. */
  readonly scaledResources?: readonly ScaledResource[];
  readonly instanceProfiles?: readonly InstanceProfile[];
  readonly registry?: Registry;
  /** Images that are built from the assembly; image names end with their hash. */
  readonly imageAssets?: readonly ImageAsset[];
  /** Undefined when no resource waits for itself. */
  readonly loops?: readonly DependencyLoop[];
  /** Nested stacks and macros that were not read and may add to or change what is here; undefined means none. */
  readonly unread?: number;
  /** Paths of templates that a macro of somebody rewrites before they are deployed, so that nothing in them is certain. */
  readonly rewritten?: readonly string[];
  /** Where templates are deployed to, as far as it is known; undefined where it is of none. */
  readonly environments?: readonly TemplateEnvironment[];
  /** What the reader wants said: values that stayed unknown, files that were left out, assumptions made. */
  readonly notes: readonly ModelNote[];
}

/** Account and Region of one template. */
export interface TemplateEnvironment {
  readonly templatePath: string;
  readonly account?: string;
  readonly region?: string;
}

export interface ModelNote {
  readonly subject?: Subject;
  readonly text: string;
}
