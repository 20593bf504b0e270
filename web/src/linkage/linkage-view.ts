import { interval, type Chart, type IntervalRow } from '@throughcare/charts';
import { suppress, withTotals } from '@throughcare/evidence';
import type { Share } from '@throughcare/linkage';
import { bases, type Basis, type LinkageQualityResult, type LinkageResult } from '../analysis/linkage-result.ts';
import { sayCount, shareWith, SMALLEST_SHOWN, shareWithout, type ShownShare } from '../analysis/small-numbers.ts';

export interface Line {
  readonly name: string;
  readonly words: string;
}

export interface LinkageView {
  readonly records: string;
  readonly linked: string;
  readonly extractPeople: string;
  readonly byBasis: readonly { readonly basis: string; readonly records: string; readonly linked: string }[];
  /** Of so many links, one is expected to be wrong. */
  readonly oneIn: string;
  /** Against the truth, in this one world. */
  readonly here: readonly Line[];
}

const basisWords: Readonly<Record<Basis, string>> = {
  required: 'Required by an order',
  choice: 'By their own choice',
  none: 'Without any conviction',
};

const number = (value: number) => value.toLocaleString('en-GB');

export function linkageView(result: LinkageResult): LinkageView {
  const { quality } = result;
  return {
    records: number(result.records),
    linked: sayCount(result.linked),
    extractPeople: number(result.extractPeople),
    oneIn: number(Math.round(1 / (1 - result.precisionAsked))),
    byBasis: byBasis(result),
    here: [
      { name: 'Found, of those in the extract (recall)', words: sayRight(quality.recall, 'missed') },
      { name: 'Right, of the links made (precision)', words: sayRight(quality.precision, 'wrong') },
      { name: 'Linked though nobody was there to find', words: sayFew(quality.falselyLinked) },
    ],
  };
}

/** Known and found by basis, with the complements of small counts hidden too: totals stand in the headline (E16). */
function byBasis({ recordsBy, linkedBy }: LinkageResult): LinkageView['byBasis'] {
  const known = bases.filter(basis => recordsBy[basis] > 0);
  const table = withTotals(known.map(basis => [linkedBy[basis], recordsBy[basis] - linkedBy[basis]]));
  const shown = suppress(table);
  const say = (row: number, column: number) => {
    const count = shown[row]![column];
    if (typeof count === 'number') return number(count);
    return table[row]![column]! < SMALLEST_SHOWN ? 'fewer than 10' : 'not shown';
  };
  return known.map((basis, row) => ({ basis: basisWords[basis], records: say(row, 2), linked: say(row, 0) }));
}

/** '98.6 in 100 (97.9 to 99.1)', or what may be said where those on the other side are few. */
function sayRight(share: Share, what: string): string {
  const shown = shareWithout(share);
  if (shown.shown === 'hidden') return 'too few to say';
  if (shown.shown === 'few') {
    return `at least ${(100 - shown.atMostPer1000 / 10).toFixed(0)} in 100: fewer than 10 of ${number(shown.of)} ${what}`;
  }
  return `${oneDigit(1000 - shown.per1000)} in 100 (${oneDigit(1000 - shown.upper)} to ${oneDigit(1000 - shown.lower)}), of ${number(shown.of)}`;
}

function sayFew({ count, of }: Share): string {
  return of === 0 ? 'nobody to count' : `${sayCount(count)} of ${number(of)}`;
}

const oneDigit = (per1000: number) => (per1000 / 10).toFixed(1);

export interface QualityView {
  readonly worlds: number;
  readonly lines: readonly Line[];
  readonly missed: Chart;
  /** Whether some groups are missed more often than everybody is. */
  readonly uneven: boolean;
  /** Groups of which too few were missed to draw. */
  readonly few: readonly Line[];
  readonly trap: TrapView | undefined;
}

/** What becomes of a rate when people who were not found are counted as people who did nothing. */
export interface TrapView {
  readonly exactFound: string;
  readonly rows: readonly { readonly name: string; readonly exact: string; readonly model: string }[];
  readonly truth: string;
  readonly wrong: string;
}

/** Over many made-up worlds, so that groups are large enough to be shown. */
export function qualityView({ worlds, model, exact }: LinkageQualityResult): QualityView {
  const { recallBy } = model.quality;
  const groups = [
    { label: 'Everybody', share: model.quality.recall, mark: 'disc' as const },
    ...Object.entries(recallBy['basis'] ?? {}).map(([basis, share]) => ({
      label: basisWords[basis as Basis],
      share,
      mark: 'ring' as const,
    })),
    ...Object.entries(recallBy['origin'] ?? {}).map(([origin, share]) => ({
      label: `Name origin ${origin}`,
      share,
      mark: 'ring' as const,
    })),
  ].map(group => ({ ...group, shown: shareWithout(group.share) }));
  const drawn = groups.flatMap(({ label, mark, shown }) => (shown.shown === 'exact' ? [missedRow(label, mark, shown)] : []));
  const uneven = drawn.slice(1).some(row => row.lower > drawn[0]!.value);
  return {
    worlds,
    uneven,
    lines: [
      { name: 'Found, of those in the extract (recall)', words: sayRight(model.quality.recall, 'missed') },
      { name: 'Right, of the links made (precision)', words: sayRight(model.quality.precision, 'wrong') },
      { name: 'Linked though nobody was there to find', words: sayFew(model.quality.falselyLinked) },
    ],
    missed: interval({
      id: 'missed',
      title: missedTitle(drawn, uneven),
      description: drawn.map(row => `${row.label}: ${row.words}`).join('. '),
      rows: drawn,
      unit: 'people missed, of 1,000 who are in the extract',
      more: 'more missed',
      width: 728,
    }),
    few: groups.flatMap(({ label, shown }) =>
      shown.shown === 'few'
        ? [{ name: label, words: `fewer than 10 of ${number(shown.of)} missed` }]
        : shown.shown === 'hidden'
          ? [{ name: label, words: 'too few people to say' }]
          : [],
    ),
    trap: trapView(model.detected, exact.detected, exact.quality.recall),
  };
}

function missedRow(label: string, mark: 'disc' | 'ring', shown: ShownShare & { shown: 'exact' }): IntervalRow {
  const { per1000: value, lower, upper, of } = shown;
  return { label, value, lower, upper, mark, words: `${value.toFixed(0)} (${lower.toFixed(0)} to ${upper.toFixed(0)}) of ${number(of)}` };
}

/** What is seen. */
function missedTitle(drawn: readonly IntervalRow[], uneven: boolean): string {
  if (drawn.length === 0) return 'So few were missed that none can be shown';
  return uneven ? 'Some are missed more often than others' : 'Those who were missed are spread over all groups';
}

type Detected = LinkageQualityResult['model']['detected'];

function trapView(model: Detected, exact: Detected, exactRecall: Share): TrapView | undefined {
  const say = (share: Share) => {
    const shown = shareWith(share);
    return shown.shown === 'exact' ? shown.per1000.toFixed(0) : undefined;
  };
  const truth = say(model.truth);
  const wrong = say(exact.missedCountedAsNot);
  if (truth === undefined || wrong === undefined) return undefined;
  return {
    exactFound: `${(100 * exactRecall.share).toFixed(0)} in 100`,
    truth,
    wrong,
    rows: [
      { name: 'Only people who were found', exact: say(exact.found) ?? 'too few', model: say(model.found) ?? 'too few' },
      {
        name: 'People not found counted as not detected (wrong)',
        exact: wrong,
        model: say(model.missedCountedAsNot) ?? 'too few',
      },
    ],
  };
}
