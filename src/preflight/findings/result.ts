import type { Finding, FindingSubject } from './finding';

/** All that one run of the preflight has to say; every reporter draws this and nothing else. */
export interface PreflightResult {
  readonly findings: readonly Finding[];
  readonly services: readonly ServiceVerdicts[];
  /** Task definitions that no service of the input runs: rules look at them, and no scenario is about them. */
  readonly taskDefinitionsWithoutService: number;
  /** Sentences about the run as a whole: assumed regions, files left out, scenarios not run. */
  readonly notes: readonly string[];
}

export interface ServiceVerdicts {
  readonly service: FindingSubject;
  readonly verdicts: readonly ScenarioVerdict[];
}

export interface ScenarioVerdict {
  readonly scenario: string;
  readonly verdict: Verdict;
  /** Tasks placed and asked for, where the scenario counts them. */
  readonly placed?: number;
  readonly asked?: number;
  /** True when the scenario applies and was not run, because the time budget was over. */
  readonly notRun?: true;
  /** One sentence: why this verdict, and on what it depends. */
  readonly because: string;
}

/**
 * `always-fits` and `cannot-fit` are proved; `fits` held in every order tried;
 * `depends-on-order` failed in some, `does-not-fit` in every one, without a proof for all there are; `unknown` names the value that is missing; `not-simulated` says why.
 */
export type Verdict = 'always-fits' | 'fits' | 'depends-on-order' | 'does-not-fit' | 'cannot-fit' | 'unknown' | 'not-simulated';
