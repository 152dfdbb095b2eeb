import type { Known } from './known';
import type { Subject } from './subject';

/** An Amazon ECS cluster, declared in the input or only referred to. */
export interface Cluster {
  /** Key inside the model. */
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  /** True when the template only names the cluster, so that its capacity is not visible. */
  readonly imported: boolean;
  /** Names of associated capacity providers, `FARGATE` and `FARGATE_SPOT` among them. */
  readonly capacityProviders: Known<readonly string[]>;
  readonly defaultStrategy: Known<readonly StrategyItem[]>;
  /** The resource of the input that associates capacity providers with the cluster; undefined where the cluster lists them itself. */
  readonly association?: ProviderAssociation;
  /** `enabled`, `enhanced` or `disabled`; undefined when the account decides. */
  readonly containerInsights?: Known<string>;
  /** Namespace of Service Connect for services that name none. */
  readonly defaultNamespace?: Known<string>;
  readonly executeCommand?: ExecuteCommandSettings;
  readonly storageKey?: Known<string>;
}

/** An `AWS::ECS::ClusterCapacityProviderAssociations`. */
export interface ProviderAssociation {
  readonly id: string;
  readonly subject: Subject;
  /** Providers that the cluster has by it alone, as strategies name them. */
  readonly providers: Known<readonly string[]>;
}

/** Where ECS Exec writes what was typed, and how it encrypts the session. */
export interface ExecuteCommandSettings {
  readonly logging?: Known<string>;
  readonly key?: Known<string>;
  readonly logGroup?: Known<string>;
  readonly bucket?: Known<string>;
  readonly logGroupIsEncrypted?: Known<boolean>;
  readonly bucketIsEncrypted?: Known<boolean>;
}

/** One item of a capacity provider strategy. */
export interface StrategyItem {
  /** Name of the provider, or the `id` of the capacity of this model when the template refers to it. */
  readonly provider: Known<string>;
  readonly base: Known<number>;
  readonly weight: Known<number>;
}
