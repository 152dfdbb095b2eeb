import type { TemplateEdit } from './template-edit';

/** One thing a rule found: data first, sentences last. Reporters lay it out and decide nothing. */
export interface Finding {
  /** Kebab-case name of the bad thing, such as `unplaceable-tasks`. Public API. */
  readonly ruleId: string;
  readonly severity: Severity;
  /** One line, lower case, no full stop, true on its own. */
  readonly summary: string;
  readonly subject: FindingSubject;
  readonly evidence: readonly Evidence[];
  /** Facts. */
  readonly notes: readonly string[];
  /** Changes that cure it; each was simulated before it got here. */
  readonly help: readonly string[];
  /** Those of `help` that edits of the templates make, with the edits; absent where none does. */
  readonly cures?: readonly Cure[];
}

/** A change of `help` as data. */
export interface Cure {
  /** The same text. */
  readonly help: string;
  /** To be made in this order. */
  readonly edits: readonly TemplateEdit[];
}

/** `error`: ECS will not do it. `warning`: it will, and you may regret it. `note`: not checked, and why. */
export type Severity = 'error' | 'warning' | 'note';

export interface FindingSubject {
  readonly constructPath: string;
  readonly logicalId: string;
  readonly templatePath: string;
  readonly file?: string;
  readonly line?: number;
}

/** The arithmetic behind a finding. */
export type Evidence = EvidenceTable | EvidenceText | EvidencePointer;

export interface EvidenceTable {
  readonly kind: 'table';
  /** Heading of each column; the first column names the row and its heading may be empty. */
  readonly columns: readonly string[];
  readonly rows: readonly EvidenceRow[];
}

export interface EvidenceRow {
  readonly cells: readonly string[];
  /** Printed behind the row, such as `<- runs out first`. */
  readonly remark?: string;
}

export interface EvidenceText {
  readonly kind: 'text';
  readonly lines: readonly string[];
}

/** A piece of the user's own text with a part of it underlined. */
export interface EvidencePointer {
  readonly kind: 'pointer';
  readonly label: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}
