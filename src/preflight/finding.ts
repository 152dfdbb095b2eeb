import type { Cure } from './cure';
import type { Severity } from './severity';

/** One thing that the preflight found. */
export interface Finding {
  /** Kebab-case name of the bad thing, such as `unplaceable-tasks`. `stowage explain <rule id>` prints its page. */
  readonly ruleId: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** One line that is true on its own. */
  readonly summary: string;

  /** Path of the construct that the finding is about, such as `Shop/Api/Service`. */
  readonly constructPath: string;

  /** Logical id of the resource in its template. */
  readonly logicalId: string;

  /** The arithmetic, as lines of text. */
  readonly evidence: string[];

  /** Facts. */
  readonly notes: string[];

  /** Changes that cure it, each simulated before it was written down. */
  readonly help: string[];

  /**
   * Those of `help` that edits of the templates make, with the edits. A change of a parameter or of an account setting is none,
   * nor is one of a value that a function of the template makes.
   */
  readonly cures: Cure[];
}
