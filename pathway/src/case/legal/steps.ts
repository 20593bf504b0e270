import type { Day } from '../../day.ts';
import type { LegalStage } from './stages.ts';

interface LegalStepRule {
  readonly words: string;
  readonly from: readonly LegalStage[];
  /** The stage it leads to; 'same' where only something about that stage changes. */
  readonly to: LegalStage | 'same';
  /** A date at which people are known to be in more danger from themselves: a welfare prompt falls due. */
  readonly weighs: boolean;
}

const underInvestigation = ['police_contact', 'pre_charge_bail', 'released_under_investigation'] as const;
const atCourt = ['before_the_court', 'convicted', 'awaiting_report', 'sentence_deferred'] as const;

/** Each step that can be recorded, from which stages it can be taken, and where it leads (domain 2.1). */
export const legalSteps = {
  arrested: {
    words: 'Arrested',
    from: ['not_known_to_police', 'police_contact'],
    to: 'police_contact',
    weighs: true,
  },
  interviewed: {
    words: 'Interviewed voluntarily',
    from: ['not_known_to_police', 'police_contact'],
    to: 'police_contact',
    weighs: true,
  },
  searched: {
    words: 'Police searched under a warrant',
    from: ['not_known_to_police', 'police_contact'],
    to: 'police_contact',
    weighs: true,
  },
  bailed: {
    words: 'Released on pre-charge bail',
    from: ['police_contact', 'released_under_investigation'],
    to: 'pre_charge_bail',
    weighs: false,
  },
  bail_extended: { words: 'Bail extended', from: ['pre_charge_bail'], to: 'same', weighs: true },
  bail_varied: { words: 'Bail conditions varied', from: ['pre_charge_bail'], to: 'same', weighs: false },
  released_under_investigation: {
    words: 'Released under investigation',
    from: ['police_contact', 'pre_charge_bail'],
    to: 'released_under_investigation',
    weighs: false,
  },
  no_further_action: {
    words: 'No further action',
    from: underInvestigation,
    to: 'ended_without_conviction',
    weighs: true,
  },
  cautioned: { words: 'Cautioned', from: underInvestigation, to: 'out_of_court', weighs: true },
  conditionally_cautioned: {
    words: 'Given a conditional caution',
    from: underInvestigation,
    to: 'out_of_court',
    weighs: true,
  },
  charged: { words: 'Charged', from: underInvestigation, to: 'charged', weighs: true },
  // Somebody who was interviewed voluntarily is neither on bail nor released under investigation.
  postal_requisition: {
    words: 'Charged by post (postal requisition)',
    from: underInvestigation,
    to: 'charged',
    weighs: true,
  },
  first_hearing: { words: 'First hearing', from: ['charged'], to: 'before_the_court', weighs: true },
  plea_entered: { words: 'Plea entered', from: ['before_the_court'], to: 'same', weighs: true },
  bailed_by_court: { words: 'Bailed by the court', from: atCourt, to: 'same', weighs: false },
  remanded: { words: 'Remanded in custody', from: atCourt, to: 'same', weighs: true },
  allocated: { words: 'Court decided', from: ['before_the_court'], to: 'same', weighs: false },
  discontinued: {
    words: 'Case discontinued',
    from: ['charged', 'before_the_court'],
    to: 'ended_without_conviction',
    weighs: true,
  },
  acquitted: {
    words: 'Acquitted',
    from: ['before_the_court'],
    to: 'ended_without_conviction',
    weighs: true,
  },
  // People are referred after a court has decided, too; then the conviction is recorded afterwards.
  convicted: {
    words: 'Convicted',
    from: [...atCourt, 'sentenced'],
    to: 'convicted',
    weighs: true,
  },
  report_ordered: {
    words: 'Pre-sentence report ordered',
    from: ['convicted', 'sentence_deferred'],
    to: 'awaiting_report',
    weighs: false,
  },
  sentence_deferred: {
    words: 'Sentence deferred',
    from: ['convicted', 'awaiting_report'],
    to: 'sentence_deferred',
    weighs: true,
  },
} as const satisfies Record<string, LegalStepRule>;

export type LegalStep = keyof typeof legalSteps;

export const pleas = {
  guilty: 'Guilty',
  not_guilty: 'Not guilty',
  no_indication: 'No indication given',
  not_known: 'Not known to us',
} as const;
export type Plea = keyof typeof pleas;

export const heldWhere = { bail: 'On bail', remand: 'In custody', not_known: 'Not known to us' } as const;
export type Held = keyof typeof heldWhere;

export const courts = { magistrates: 'Magistrates’ court', crown: 'Crown Court' } as const;
export type Court = keyof typeof courts;

/** What goes with a step. A day that nobody has told us is null: the page says so and asks for it. */
interface Details {
  readonly bailed: { readonly until: Day | null };
  readonly bail_extended: { readonly until: Day | null };
  readonly first_hearing: { readonly held: Held; readonly plea: Plea };
  readonly plea_entered: { readonly plea: Plea };
  readonly allocated: { readonly court: Court };
  readonly sentence_deferred: { readonly until: Day | null };
}

type WithDetail = keyof Details;
export type DetailOf<Step extends LegalStep> = Step extends WithDetail ? Details[Step] : null;

/** A step with what goes with it: bail with the day to return, a first hearing with plea, and so on. */
export type LegalStepTaken = {
  [Step in LegalStep]: Step extends WithDetail
    ? { readonly step: Step; readonly detail: Details[Step] }
    : { readonly step: Step; readonly detail?: never };
}[LegalStep];
