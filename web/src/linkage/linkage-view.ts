import { interval, type Chart, type IntervalRow } from '@throughcare/charts';
import { suppress, withTotals } from '@throughcare/evidence';
import { share, type Share } from '@throughcare/linkage';
import {
  bases,
  type Basis,
  type LinkageQualityResult,
  type LinkageResult,
} from '../analysis/linkage-result.ts';
import {
  sayCount,
  shareWith,
  SMALLEST_SHOWN,
  shareWithout,
  type ShownShare,
} from '../analysis/small-numbers.ts';

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
  /** How many of the records the truth is known of; undefined where it is all, or all but a few. */
  readonly truthKnown: string | undefined;
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
    truthKnown:
      result.records - result.truthKnown < SMALLEST_SHOWN
        ? undefined
        : `${number(result.truthKnown)} of the ${number(result.records)}`,
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
    const count = shown[row][column];
    if (typeof count === 'number') return number(count);
    return table[row][column] < SMALLEST_SHOWN ? 'fewer than 10' : 'not shown';
  };
  return known.map((basis, row) => ({ basis: basisWords[basis], records: say(row, 2), linked: say(row, 0) }));
}

/** '98.6 in 100 (97.9 to 99.1)', or what may be said where those on the other side are few. */
function sayRight(share: Share, what: string): string {
  const shown = shareWithout(share);
  if (shown.shown === 'hidden') return 'too few to say';
  if (shown.shown === 'few') {
    return `at least ${Math.floor(100 - shown.atMostPer1000 / 10)} in 100: fewer than 10 of ${number(shown.of)} ${what}`;
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
  /** Every group: how many were found, and how many of its links are right. */
  readonly groups: readonly { readonly name: string; readonly found: string; readonly right: string }[];
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
  const groups = groupsOf(model).map(group => ({ ...group, shown: shareWithout(group.recall) }));
  const drawn = groups.flatMap(({ label, mark, shown }) =>
    shown.shown === 'exact' ? [missedRow(label, mark, shown)] : [],
  );
  const uneven = drawn.slice(1).some(row => row.lower > drawn[0].value);
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
    groups: groups.map(({ label, recall, precision }) => ({
      name: label,
      found: sayRight(recall, 'missed'),
      right: sayRight(precision, 'wrong'),
    })),
    trap: trapView(model.detected, exact.detected, exact.quality.recall),
  };
}

interface Group {
  readonly label: string;
  readonly mark: 'disc' | 'ring';
  readonly recall: Share;
  readonly precision: Share;
}

/** Everybody; then by basis and by the origin of the name. */
function groupsOf({ quality, precisionBy }: LinkageQualityResult['model']): Group[] {
  const by = (group: string, say: (value: string) => string) =>
    Object.entries(quality.recallBy[group] ?? {}).map(([value, recall]): Group => {
      const precision = precisionBy[group]?.[value] ?? share(0, 0);
      return { label: say(value), mark: 'ring', recall, precision };
    });
  return [
    { label: 'Everybody', mark: 'disc', recall: quality.recall, precision: quality.precision },
    ...by('basis', basis => basisWords[basis as Basis]),
    ...by('origin', origin => `Name origin ${origin}`),
  ];
}

function missedRow(
  label: string,
  mark: 'disc' | 'ring',
  shown: ShownShare & { shown: 'exact' },
): IntervalRow {
  const { per1000: value, lower, upper, of } = shown;
  return {
    label,
    value,
    lower,
    upper,
    mark,
    words: `${value.toFixed(0)} (${lower.toFixed(0)} to ${upper.toFixed(0)}) of ${number(of)}`,
  };
}

/** What is seen. */
function missedTitle(drawn: readonly IntervalRow[], uneven: boolean): string {
  if (drawn.length === 0) return 'So few were missed that none can be shown';
  return uneven
    ? 'Some are missed more often than others'
    : 'Those who were missed are spread over all groups';
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
      {
        name: 'Only people who were found',
        exact: say(exact.found) ?? 'too few',
        model: say(model.found) ?? 'too few',
      },
      {
        name: 'People not found counted as not detected (wrong)',
        exact: wrong,
        model: say(model.missedCountedAsNot) ?? 'too few',
      },
    ],
  };
}
