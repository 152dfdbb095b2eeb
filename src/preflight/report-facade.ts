import type { Cure } from './cure';
import type { Finding } from './finding';
import type { Cure as CureData, Finding as FoundData, PreflightResult, ScenarioVerdict } from './findings';
import { renderJson } from './report/json';
import { layTable } from './report/table';
import { renderTerminal } from './report/terminal';
import { Severity } from './severity';

/** How one service fared in the scenarios. */
export interface ServiceOutcome {
  /** Path of the service's construct. */
  readonly constructPath: string;

  /**
   * True when no scenario that was run fails, in any order that was tried, and nothing that decides is unknown.
   */
  readonly fits: boolean;

  /** Tasks placed in the scenario that places fewest. */
  readonly placedCount: number;

  /** Tasks asked for in that scenario. */
  readonly askedCount: number;

  /** One line per scenario: its name, the verdict and why. */
  readonly verdicts: string[];
}

/** What a run of the preflight found. */
export class Report {
  /** @internal */
  public static _of(result: PreflightResult): Report {
    return new Report(result);
  }

  /** Errors and warnings, worst first. Notes about what could not be checked are in `notes`. */
  public readonly findings: Finding[];

  /** Findings that say what could not be checked, and why. */
  public readonly notes: Finding[];

  private constructor(private readonly result: PreflightResult) {
    const all = result.findings.map(publicFinding);
    this.findings = all.filter((finding) => finding.severity !== Severity.NOTE);
    this.notes = all.filter((finding) => finding.severity === Severity.NOTE);
  }

  /**
   * How a service fared.
   *
   * @param constructPath path of the service, or of a construct that holds exactly one service, such as `Shop/Api`
   * @throws when no service, or more than one, is at that path
   */
  public outcomeOf(constructPath: string): ServiceOutcome {
    const found = this.result.services.filter(
      ({ service }) => service.constructPath === constructPath || service.constructPath.startsWith(`${constructPath}/`),
    );
    if (found.length !== 1) {
      const paths = this.result.services.map(({ service }) => service.constructPath).join(', ');
      throw new Error(`${found.length} services are at ${constructPath}; the services of this report are ${paths || 'none'}`);
    }
    const [{ service, verdicts }] = found;
    const counted = verdicts.filter((verdict) => verdict.asked !== undefined).sort((a, b) => (a.placed ?? 0) - (b.placed ?? 0));
    return {
      constructPath: service.constructPath,
      fits: verdicts.some(fitsWell) && verdicts.every((verdict) => fitsWell(verdict) || (verdict.verdict === 'not-simulated' && !verdict.notRun)),
      placedCount: counted[0]?.placed ?? 0,
      askedCount: counted[0]?.asked ?? 0,
      verdicts: verdicts.map((verdict) => `${verdict.scenario}: ${verdict.verdict}, ${verdict.because}`),
    };
  }

  /** The report as the command prints it, without colour. */
  public toText(): string {
    return renderTerminal(this.result, { color: false });
  }

  /** The report as JSON text, in the format of `stowage check --reporter json`. */
  public toJsonText(): string {
    return renderJson(this.result);
  }
}

function fitsWell({ verdict }: ScenarioVerdict): boolean {
  return verdict === 'fits' || verdict === 'always-fits';
}

function publicFinding(found: FoundData): Finding {
  return {
    ruleId: found.ruleId,
    severity: found.severity as Severity,
    summary: found.summary,
    constructPath: found.subject.constructPath,
    logicalId: found.subject.logicalId,
    evidence: found.evidence.flatMap((evidence) => {
      if (evidence.kind === 'table') return [...layTable(evidence)];
      return evidence.kind === 'text' ? [...evidence.lines] : [`${evidence.label} ${evidence.text}: ${evidence.message}`];
    }),
    notes: [...found.notes],
    help: [...found.help],
    cures: (found.cures ?? []).map(publicCure),
  };
}

/** `from` is a keyword of Python, so the two values have longer names here than in the JSON. */
function publicCure({ help, edits }: CureData): Cure {
  return {
    help,
    edits: edits.map(({ templatePath, logicalId, property, from, to }) => ({
      templatePath,
      logicalId,
      property,
      ...(from === undefined ? {} : { oldValue: from }),
      ...(to === undefined ? {} : { newValue: to }),
    })),
  };
}
