import type { PlacementModel } from '../model';

/**
 * The model as JSON text, for people and for tests. Keys keep the order in which the model declares them;
 * what the template does not set is left out.
 */
export function modelToJson(model: PlacementModel): string {
  return `${JSON.stringify(model, null, 2)}\n`;
}
