import { accept, refuse, type Happened } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { isOrdered } from '../programme/enrolment.ts';
import type { CaseState } from '../case.ts';

/** What data about a person are used for, each with a basis of its own (domain 5.2). */
export const purposes = {
  casework: 'Casework and welfare',
  programme: 'Programmes and attendance',
  safeguarding: 'Safeguarding children and adults at risk',
  supervision: 'Telling those who supervise an order',
  evaluation: 'Evaluation and research',
} as const;
export type Purpose = keyof typeof purposes;

/** UK GDPR article 6(1); recognised legitimate interests by the Data (Use and Access) Act 2025. */
export const article6 = {
  consent: '6(1)(a) consent',
  legal_obligation: '6(1)(c) legal obligation',
  vital_interests: '6(1)(d) vital interests',
  public_task: '6(1)(e) public task',
  recognised_legitimate_interest: '6(1)(ea) recognised legitimate interest',
  legitimate_interests: '6(1)(f) legitimate interests',
} as const;

/** Article 9(2), for health and sex life. */
export const article9 = {
  explicit_consent: '9(2)(a) explicit consent',
  vital_interests: '9(2)(c) vital interests',
  substantial_public_interest: '9(2)(g) substantial public interest',
  health_or_social_care: '9(2)(h) health or social care',
  research: '9(2)(j) research',
} as const;

/** Article 10 and schedule 1 of the Data Protection Act 2018, for offences, allegations and suspicion included. */
export const article10 = {
  official_authority: 'Under official authority',
  research: 'Schedule 1, condition 4: research',
  unlawful_acts: 'Schedule 1, condition 10: preventing or detecting unlawful acts',
  counselling: 'Schedule 1, condition 17: counselling',
  safeguarding: 'Schedule 1, condition 18: safeguarding of children and individuals at risk',
  consent: 'Schedule 1, condition 29: consent',
  legal_claims: 'Schedule 1, condition 33: legal claims',
} as const;

/** Which basis fits is for the organisation's own adviser to say; the codes only make it askable. */
export type LawfulBasis = {
  readonly purpose: Purpose;
  readonly article6: keyof typeof article6;
  readonly article9: keyof typeof article9 | null;
  readonly article10: keyof typeof article10 | null;
  /** Where that stands: the policy document, the advice. */
  readonly source: string;
  readonly reviewOn: Day;
};

export type LawfulBasisEvent = Happened<'lawful_basis_set', LawfulBasis>;
export type LawfulBasisCommand = { do: 'set_lawful_basis'; on: Day; basis: LawfulBasis };

export function setLawfulBasis(state: CaseState, { on, basis }: CommandOf<'set_lawful_basis'>): CaseDecision {
  const source = basis.source.trim();
  if (source === '') {
    return refuse('no_source', `Say where that is written down. ${unsaved}`, 'source');
  }
  if (basis.reviewOn <= on) {
    return refuse('review', `The review has to come after the day it is set. ${unsaved}`, 'reviewOn');
  }
  const stands = state.lawfulBases.find(one => one.purpose === basis.purpose);
  return (
    refuseBefore(on, stands?.since ?? null, 'the basis that stands for this purpose') ??
    accept(event('lawful_basis_set', on, { ...basis, source }))
  );
}

export function afterLawfulBasis(
  bases: CaseState['lawfulBases'],
  { facts, occurredOn: since }: LawfulBasisEvent,
): CaseState['lawfulBases'] {
  return [...bases.filter(one => one.purpose !== facts.purpose), { ...facts, since }];
}

/**
 * Where consent alone carries what somebody under supervision can hardly refuse. A sentence for whoever decides;
 * no rule refuses it, because no lawyer has read this one (domain 5.2, general knowledge, to be checked).
 */
export function consentWarnings({ lawfulBases, enrolments, orders }: CaseState): string[] {
  const supervised =
    orders.some(one => one.ended === null && one.until !== null) ||
    enrolments.some(one => one.endedOn === null && isOrdered(one.basis));
  if (!supervised) return [];
  return lawfulBases
    .filter(one => one.article6 === 'consent')
    .map(
      one =>
        `${purposes[one.purpose]}: consent is the only basis named, and this person is under supervision, so they may not be free to refuse. Ask whoever advises on data protection.`,
    );
}
