import type { PreflightResult } from '../findings';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const JSON_SCHEMA_VERSION = 1;

/** The result as it is, with a version: the terminal prints exactly what this holds. */
export function renderJson(result: PreflightResult): string {
  return `${JSON.stringify({ schemaVersion: JSON_SCHEMA_VERSION, ...result }, undefined, 2)}\n`;
}
