import type { Rule, RuleContext } from './rule';
import type { Evidence, Finding, FindingSubject, Severity } from '../findings';
import type { PlacementModel } from '../model';

/** A thing of the model with the neighbours that a rule needs to judge it. */
export interface View {
  readonly subject: FindingSubject;
}

/** One change to what the rule saw. It is printed only when the rule, run again on the changed view, finds less. */
export interface Cure<V extends View> {
  /** Imperative, with old and new value: `set MinSize of Shop/Asg from 3 to 2`. */
  readonly text: string;
  apply(view: V): V;
}

/** What a rule found, before its cures are tried. */
export interface Problem<V extends View> {
  readonly severity: Severity;
  readonly summary: string;
  readonly evidence?: readonly Evidence[];
  readonly notes?: readonly string[];
  readonly cures?: readonly Cure<V>[];
}

/** A rule that needs no simulation: what the template says decides. */
export interface TemplateRule<V extends View> extends Rule {
  viewsOf(model: PlacementModel): readonly V[];
  judge(view: V, context: RuleContext): readonly Problem<V>[];
}

export function templateRule<V extends View>(about: Omit<TemplateRule<V>, 'check'>): TemplateRule<V> {
  return {
    ...about,
    check: (context) =>
      about.viewsOf(context.model).flatMap((view) => {
        const problems = about.judge(view, context);
        const cures = (cure: Cure<V>) => about.judge(cure.apply(view), context).length < problems.length;
        return problems.map((problem): Finding => ({
          ruleId: about.id,
          severity: problem.severity,
          summary: problem.summary,
          subject: view.subject,
          evidence: problem.evidence ?? [],
          notes: problem.notes ?? [],
          help: (problem.cures ?? []).filter(cures).map(({ text }) => text),
        }));
      }),
  };
}
