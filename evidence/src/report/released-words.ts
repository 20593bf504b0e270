import { peopleNeeded } from '../power/proportions.ts';
import type { Conclusion } from './conclusion.ts';
import type { Estimate, Sensitivity } from './estimate.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';
import type { PairReport } from './report.ts';
import type { ReleasedTrap } from './released.ts';
import type { Trap, TrapId } from './trap.ts';

/** What is said of a trap where its own sentence quotes numbers or levels that only few people have. */
const PLAINLY: Readonly<Record<TrapId, string>> = {
  'immortal time':
    'Who is in an arm could be known only some time after time zero, so the arm looks better than it is.',
  'custody counted at risk': 'The clock runs while people are in custody, where they can hardly be detected.',
  'conviction counted as reoffence':
    'Convictions for offences from before time zero are counted as reoffences.',
  'pooled by choice and required':
    'An arm pools people in a programme by choice with people who were obliged.',
  contamination: 'Some people of an arm received what another arm gives.',
  'policy date': 'The rules about who is sent where changed, and the people compared fall after the change.',
  'few events': 'Fewer than ten people were detected in an arm. Nothing is concluded from so few.',
  'hidden confounder': 'The groups may differ in something that is not recorded.',
  'naive differs':
    'The figure at first sight is another than that of groups made alike: it is who was sent where.',
  'no common support': 'Many people have nobody alike in the other arm, or the two arms hardly overlap.',
  immature: 'Not everybody has been followed for long enough.',
};

/** Traps without their sizes; a sentence that quotes a number other than a date is written anew. */
export function releasedTraps(traps: readonly Trap[]): ReleasedTrap[] {
  return traps.map(({ id, sentence }) => ({
    id,
    sentence: id === 'no common support' || quotesNumbers(sentence) ? PLAINLY[id] : sentence,
  }));
}

function quotesNumbers(sentence: string): boolean {
  return /\d/.test(sentence.replaceAll(/\b\d{1,2} [A-Z][a-z]+ \d{4}\b/g, ''));
}

/**
 * A conclusion as it may be told. By the rule of ten it names no figure and stands as it is, but for how many people it
 * would take: that follows from how many were detected.
 */
export function releasedConclusion(pair: PairReport, isOpen: boolean, when: string | undefined): Conclusion {
  const { conclusion, labels } = pair;
  const [first, ...others] = conclusion.sentences;
  const kept = others.flatMap(sentence => (sentence === pair.when?.sentence ? (when ?? []) : sentence));
  if (isOpen) return { ...conclusion, sentences: [first, ...kept] };
  const cautions = conclusion.cautions.filter(caution => !quotesNumbers(caution));
  if (conclusion.because === 'few events') return { ...conclusion, sentences: [first, ...kept], cautions };
  const sentence =
    conclusion.because === 'no estimate'
      ? `We cannot tell yet: ${labels[0]} and ${labels[1]} could not be compared fairly.`
      : `${labels[0]} against ${labels[1]}: ${conclusion.verdict}. Some counts are too small to show more.`;
  return {
    ...conclusion,
    sentences: [sentence, ...kept.filter(own => !quotesNumbers(own) || own === when)],
    cautions,
  };
}

const ASSUMED = 0.05;

/**
 * How many people it would take. Where counts are hidden it is worked out for a level that anybody may assume, because
 * the study's own would tell how many were detected.
 */
export function releasedWhen({ when, headline }: PairReport, isOpen: boolean): string | undefined {
  if (when === undefined) return undefined;
  if (isOpen) return when.sentence;
  if ('measure' in headline && headline.measure === 'rate difference') return undefined;
  const difference = when.differencePerThousand / 1000;
  if (ASSUMED + difference >= 1) return undefined;
  const people = Math.ceil(
    peopleNeeded({ baselineRisk: ASSUMED, difference, ratio: 1, designEffects: [1, 1], power: when.power }),
  );
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(people)) - 1);
  return (
    `To find a difference of ${when.differencePerThousand} people in a thousand in ${Math.round(100 * when.power)} of 100 such ` +
    `studies, about ${(Math.ceil(people / unit) * unit).toLocaleString('en-GB')} people would be needed in each group, if ` +
    `${1000 * ASSUMED} in a thousand of the second were detected. That figure is assumed: this study's own is too small to be told.`
  );
}

/** What was tried against a figure, written anew from its numbers. What is not known here is left out. */
export function releasedSensitivity(
  { sensitivity, measure }: Estimate,
  control: PairReport['negativeControl'],
) {
  const told = sensitivity.flatMap((one): { name: string; finding: string }[] => {
    const finding = sayFinding(one, sayUnit(measure));
    return finding === undefined ? [] : [{ name: one.name, finding }];
  });
  if (control === undefined) return told;
  const finding = control.differs
    ? `The same comparison finds a difference in ${control.detected}, which the arms should not cause.`
    : `The same comparison finds no clear difference in ${control.detected}, which the arms should not cause.`;
  return [...told, { name: 'negative control', finding }];
}

/** A negative control that could not be compared; that nobody of a group had such an offence is a count, and not told. */
function controlWithoutFigure(finding: string): string | undefined {
  if (quotesNumbers(finding)) return undefined;
  return /nobody/i.test(finding) ? 'It could not be compared: too few people had such an offence.' : finding;
}

function sayFinding({ name, finding, values }: Sensitivity, unit: string): string | undefined {
  const { eValue, eValueOfLimit, lower, upper, difference } = values;
  if (name === 'E-value' && eValue !== undefined && eValueOfLimit !== undefined) {
    return (
      `Something unrecorded would have to go with both the arm and detected reoffending by a ratio of ${eValue.toFixed(1)} to ` +
      `explain the figure away, and of ${eValueOfLimit.toFixed(1)} to bring the interval to no difference. A large E-value does ` +
      'not show that there is nothing of the kind.'
    );
  }
  if (lower === undefined || upper === undefined)
    return name === 'negative control' ? controlWithoutFigure(finding) : undefined;
  if (name === 'M-estimation')
    return `With the propensity's own uncertainty counted, the interval is ${perThousand(lower)} to ${perThousand(upper)} ${unit}.`;
  if (name.startsWith('covariates: ') && difference !== undefined)
    return `With these covariates alone the difference is ${perThousand(difference)} (${perThousand(lower)} to ${perThousand(upper)}) ${unit}.`;
  return undefined;
}
