/** What `stowage size` has to say: room that is left, room that is too much, and what the same services would cost elsewhere. */
export interface SizeReport {
  readonly clusters: readonly ClusterSize[];
  /** Sentences about the run as a whole. */
  readonly notes: readonly string[];
}

export interface ClusterSize {
  readonly cluster: string;
  /** Why nothing can be said about the room; everything else is then empty. */
  readonly unknown?: string;
  readonly headroom: readonly Headroom[];
  readonly spare?: Spare;
  readonly shapes?: ShapeAdvice;
  /** The same tasks on Fargate. */
  readonly fargate?: FargateEstimate;
  readonly strategies: readonly StrategyResult[];
  readonly assumptions: readonly string[];
}

/** How many more tasks of one service find room while all others stay as they are. */
export interface Headroom {
  readonly service: string;
  /** In the worst and in the best of the orders tried. */
  readonly least: number;
  readonly most: number;
  readonly orders: number;
}

/** Instances that can go, the last ones of each group first, before anything is refused in an order tried. */
export interface Spare {
  readonly instances: number;
  readonly removable: number;
  readonly groups: readonly { readonly group: string; readonly instances: number; readonly removable: number }[];
  readonly orders: number;
  /** On-Demand price of all instances for a month; undefined where a price is not known. */
  readonly usdPerMonth?: number;
}

export interface ShapeAdvice {
  /** Situations that every shape has to hold. */
  readonly scenarios: readonly string[];
  /** Cheapest first. */
  readonly cheapest: readonly Shape[];
  /** The cheapest mix of two types that was found and costs less than the cheapest single type. */
  readonly mix?: Mix;
  /** No mix of any types of the catalog costs less: the price of the scarcest resource at its cheapest. */
  readonly boundUsdPerMonth: number;
  /** How far the cheapest shape or mix may be above the best of all, in percent. */
  readonly gapPercent?: number;
  readonly typesCompared: number;
  readonly typesWithoutPrice: number;
  readonly pricesDate: string;
  readonly pricesRegion: string;
}

export interface Mix {
  readonly parts: readonly { readonly instanceType: string; readonly instances: number }[];
  readonly usdPerMonth: number;
}

export interface FargateEstimate {
  /** Sum over the services that have a price. */
  readonly usdPerMonth: number;
  readonly services: readonly {
    readonly service: string;
    readonly tasks: number;
    readonly cpuUnits: number;
    readonly memoryMiB: number;
    readonly usdPerMonth: number;
  }[];
  /** Services that are not in the sum, and why. */
  readonly leftOut: readonly { readonly service: string; readonly because: string }[];
  readonly pricesDate: string;
  readonly pricesRegion: string;
}

export interface Shape {
  readonly instanceType: string;
  readonly instances: number;
  /** No fewer instances of this type can hold the tasks. */
  readonly atLeast: number;
  readonly usdPerMonth: number;
  readonly burstable: boolean;
}

export interface StrategyResult {
  readonly strategy: string;
  /** Orders in which every task found room. */
  readonly ordersPlaced: number;
  readonly orders: number;
  /** Tasks without room in the worst order. */
  readonly worstUnplaced: number;
  /** Instances with a task other than a daemon's, in the worst order. */
  readonly instancesInUse: number;
}
