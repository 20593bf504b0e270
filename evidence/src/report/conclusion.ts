import type { Estimand } from '../weight.ts';
import type { ProgrammeBasis } from '../protocol/schema.ts';
import { sayWindow } from '../day.ts';
import { isEstimate } from './estimate.ts';
import type { Count, Estimate, NonEmpty, Withheld } from './estimate.ts';
import { sayDifference, sayRange } from './people-in-a-thousand.ts';
import { sayLevel } from '../study/look.ts';
import type { When } from './when.ts';

/** The three answers there are. "No difference" is none of them (E13). */
export type Verdict = 'lower' | 'higher' | 'cannot tell yet';

/** The rule by which a conclusion was reached. */
export type Because =
  | 'few events'
  | 'no estimate'
  | 'unlike groups'
  | 'this look may not conclude'
  | 'an assumption in doubt'
  | 'the interval holds no difference'
  | 'the interval leaves no difference out';

export interface Conclusion {
  readonly verdict: Verdict;
  readonly because: Because;
  /** The answer in plain words, most important first. */
  readonly sentences: NonEmpty<string>;
  /** What must be read with it. */
  readonly cautions: readonly string[];
}

export interface ArmInWords {
  readonly label: string;
  /** On what bases its people are in a programme. */
  readonly programme: readonly ProgrammeBasis[];
}

export interface Findings {
  readonly detected: string;
  readonly windowDays: number;
  readonly estimand: Estimand;
  readonly arms: readonly [ArmInWords, ArmInWords];
  /** undefined where no comparison was possible and no outcome was read. */
  readonly events: readonly [Count, Count] | undefined;
  readonly adjusted: Estimate | Withheld;
  /** Largest absolute standardised mean difference after weighting. */
  readonly worstImbalance: number;
  readonly effectiveShare: readonly [number, number];
  readonly negativeControl: { readonly detected: string; readonly differs: boolean } | undefined;
  readonly changedAfterOutcomes: boolean;
  readonly when: When | undefined;
  /** Which look at accruing outcomes this is; 1 unless said. */
  readonly look?: number;
  /** Why nothing may be concluded at this look, in words, where that is so. */
  readonly mayNotConclude?: string | undefined;
  /** What else must be read with it. */
  readonly further?: readonly string[];
  /** Of designs that use chance: whom the answer is about, and what speaks against an assumption of the design. */
  readonly about?: string | undefined;
  readonly doubt?: string | undefined;
}

/** Fewer events than this in an arm, and nothing is concluded: intervals from so few are too short. */
export const FEWEST_EVENTS = 10;
// Stuart (2010) and Rubin (2001): up to 0.1 is called balanced, beyond 0.25 regression on weights is not to be trusted.
const BALANCED = 0.1;
const UNLIKE = 0.25;
const FEW_EFFECTIVE = 0.1;

/**
 * The conclusion, by rules in this order: fewer than ten events in an arm; no estimate; groups that weighting did
 * not make alike; an assumption of the design in doubt; a look at which nothing may be concluded; an interval that
 * holds 0: cannot tell yet. Else lower or higher.
 */
export function conclude(findings: Findings): Conclusion {
  const { adjusted, arms, events } = findings;
  const few = events?.map(isFew) ?? [false, false];
  if (few.includes(true)) {
    const who = few.includes(false) ? `among ${arms[few.indexOf(true)].label}` : 'in either group';
    return cannotTell(
      findings,
      'few events',
      `Fewer than ten people had ${findings.detected} within ${sayWindow(findings.windowDays)} ${who}. ` +
        'That is too few to compare, so we cannot tell yet.',
    );
  }
  if (!isEstimate(adjusted))
    return cannotTell(findings, 'no estimate', `We cannot tell yet. ${adjusted.withheld}`);
  if (findings.worstImbalance > UNLIKE) {
    return cannotTell(
      findings,
      'unlike groups',
      'We cannot tell yet: weighting did not make the two groups alike in what is recorded of them.',
    );
  }
  if (findings.doubt !== undefined) return cannotTell(findings, 'an assumption in doubt', findings.doubt);
  const { lower, upper } = adjusted.interval;
  if (findings.mayNotConclude !== undefined) {
    return cannotTell(
      findings,
      'this look may not conclude',
      `We cannot tell yet. ${findings.mayNotConclude}`,
    );
  }
  if (lower <= 0 && upper >= 0) {
    return cannotTell(
      findings,
      'the interval holds no difference',
      `We cannot tell yet whether ${findings.detected} within ${sayWindow(findings.windowDays)} is lower or higher for ` +
        `${arms[0].label} than for ${arms[1].label}. ${target(findings)}, the difference lies ${sayRange(lower, upper)} ` +
        `${adjusted.measure === 'rate difference' ? 'offences in a thousand people at risk for a year' : 'people in a thousand'}${sayInterval(findings)}.`,
    );
  }
  const verdict = upper < 0 ? 'lower' : 'higher';
  return {
    verdict,
    because: 'the interval leaves no difference out',
    sentences: [
      `${target(findings)}, ${findings.detected} within ${sayWindow(findings.windowDays)} was ${verdict} for ${arms[0].label} than for ` +
        `${arms[1].label}: ${sayDifference(adjusted.value, adjusted.measure)} (${sayLook(findings)}${sayLevel(adjusted.interval.level)} interval: ${sayRange(lower, upper)}).`,
      ...pooled(findings),
    ],
    cautions: cautions(findings),
  };
}

/** "look 2, " where it is not the first. */
function sayLook({ look = 1 }: Findings): string {
  return look === 1 ? '' : `look ${look}, `;
}

/** Said only where it is not the usual 95%. */
function sayInterval(findings: Findings): string {
  const { adjusted } = findings;
  if (!isEstimate(adjusted) || (findings.look ?? 1) === 1) return '';
  return ` (${sayLook(findings)}${sayLevel(adjusted.interval.level)} interval)`;
}

function isFew(count: Count): boolean {
  return count === 'fewer than 10' || count < FEWEST_EVENTS;
}

function cannotTell(findings: Findings, because: Because, first: string): Conclusion {
  // More people are no remedy for groups that are never alike.
  const helps = because === 'few events' || because === 'the interval holds no difference';
  const when = helps && findings.when !== undefined ? [findings.when.sentence] : [];
  const notNothing = 'This does not mean that there is no difference.';
  return {
    verdict: 'cannot tell yet',
    because,
    sentences: [first, notNothing, ...when, ...pooled(findings)],
    cautions: cautions(findings),
  };
}

function target({ estimand, arms, about }: Findings): string {
  if (about !== undefined) return about;
  switch (estimand) {
    case 'ATE':
      return 'Among people of both groups together';
    case 'ATT':
      return `Among people like ${arms[0].label}`;
    case 'ATC':
      return `Among people like ${arms[1].label}`;
    case 'ATO':
    case 'ATM':
      return 'Among people who could well have been in either group';
  }
}

/** E40: who had to and who chose to are not one group, and a conclusion that pools them says so. */
function pooled({ arms }: Findings): string[] {
  return arms
    .filter(({ programme }) => programme.includes('voluntary') && programme.length > 1)
    .map(
      ({ label, programme }) =>
        `The group "${label}" pools people in a programme by choice with people who were obliged (${programme
          .filter(basis => basis !== 'voluntary')
          .join(', ')}); this answer does not tell them apart.`,
    );
}

function cautions(findings: Findings): string[] {
  const { arms, negativeControl, worstImbalance, effectiveShare } = findings;
  const said: string[] = [];
  if (arms.some(({ programme }) => programme.includes('voluntary'))) {
    said.push(
      'People who ask for a programme differ from others in motivation, which no file records. Weighting cannot take ' +
        'that out, however strong the figure looks.',
    );
  }
  if (negativeControl?.differs === true) {
    said.push(
      `The same comparison finds a difference in ${negativeControl.detected}, which the arms should not cause: the groups ` +
        'differ in something that is not recorded.',
    );
  }
  if (worstImbalance > BALANCED && worstImbalance <= UNLIKE) {
    said.push(
      `After weighting the groups still differ by ${worstImbalance.toFixed(2)} standard deviations in one covariate; 0.1 is usually the limit.`,
    );
  }
  if (effectiveShare.some(share => share < FEW_EFFECTIVE)) {
    said.push('The answer rests on few people with large weights: the groups hardly overlap.');
  }
  if (findings.changedAfterOutcomes) {
    said.push('The protocol was changed after outcomes had been seen.');
  }
  said.push(...(findings.further ?? []));
  return said;
}
