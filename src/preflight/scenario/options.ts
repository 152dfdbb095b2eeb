import type { Budget } from './budget';
import { CATALOG, type Catalog } from '../catalog';

/** What the user tells the simulation and no template can. */
export interface SimulationOptions {
  /** The account setting `awsvpcTrunking`; ECS's own default is off. */
  readonly trunking: boolean;
  /** Orders and tie-breaks tried per scenario. */
  readonly orders: number;
  /** vCPU that the account may use at once on Fargate, On-Demand and Spot apart; undefined: not told, so nothing is held against it. */
  readonly fargateVcpuQuota?: number;
  readonly fargateSpotVcpuQuota?: number;
  readonly seed: number;
  /** Undefined: as long as it takes. */
  readonly budget?: Budget;
  /** Facts about instance types, with the user's own entries laid over them. */
  readonly catalog: Catalog;
}

export const DEFAULT_SIMULATION: SimulationOptions = { trunking: false, orders: 20, seed: 1, catalog: CATALOG };
