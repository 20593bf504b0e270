import { ScenarioError, nearest } from '../scenario/scenario-error.ts';
import type { ScenarioFault } from '../scenario/scenario-error.ts';

/** What a plan reads of one sentence in the service's own extract. Months are counted from January of year 0. */
export interface Spell {
  readonly disposal: string;
  readonly requiresProgramme: boolean;
  readonly sentenced: number;
  readonly convicted: number | null;
  readonly termMonths: number | null;
  readonly enrolled: number | null;
  readonly started: number | null;
  readonly completed: number | null;
  readonly left: number | null;
}

/** The service's own extract as a plan sees it. */
export interface Spells {
  readonly file: string;
  /** The last month that anything in it happened: what is known is known up to then. */
  readonly lastMonth: number;
  readonly rows: readonly Spell[];
}

const columns = [
  'disposal',
  'requirement',
  'sentenced_month',
  'convicted_month',
  'term_months',
  'enrolled_month',
  'started_month',
  'completed_month',
  'left_month',
] as const;

type Column = (typeof columns)[number];
type MonthColumn = Extract<Column, `${string}_month`>;
type Say = (what: string, mend: string) => void;

const disposals = [
  'absolute_discharge',
  'conditional_discharge',
  'fine',
  'community_order',
  'suspended_sentence_order',
  'immediate_custody',
] as const;
const requirements = ['programme', 'none'] as const;

/** No sentence with an end is longer, in months. */
const longestTerm = 1200;

/** What cannot come before what, within one sentence. */
const inOrder: readonly (readonly [MonthColumn, MonthColumn])[] = [
  ['convicted_month', 'sentenced_month'],
  ['sentenced_month', 'enrolled_month'],
  ['enrolled_month', 'started_month'],
  ['started_month', 'completed_month'],
  ['started_month', 'left_month'],
];

/**
 * Reads the extract that `throughcare extract` writes (throughcare-service-spells 1): a row a sentence, in months,
 * without anybody's identity. Other columns are not looked at. Throws a `ScenarioError` with every fault by its line.
 */
export function readSpells(file: string, text: string): Spells {
  const faults: ScenarioFault[] = [];
  const say = (line: number, what: string, mend: string): void =>
    void faults.push({ file, line, column: 1, what, mend });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = fieldsOf(lines[0] ?? '');
  const missing = columns.filter(name => !head.includes(name));
  if (missing.length > 0) {
    say(1, `There is no column ${missing.join(', ')}.`, 'Give the file that throughcare extract writes.');
    throw new ScenarioError(faults);
  }
  const rows = lines.slice(1).flatMap((line, i): Spell[] => {
    if (line.trim() === '') return [];
    const row = readRow(head, fieldsOf(line), (what, mend) => say(i + 2, what, mend));
    return row === undefined ? [] : [row];
  });
  if (rows.length === 0 && faults.length === 0)
    say(2, 'There are no sentences.', 'Give an extract with some.');
  if (faults.length > 0) throw new ScenarioError(faults);
  const months = rows.flatMap(({ sentenced, enrolled, started, completed, left }) =>
    [sentenced, enrolled, started, completed, left].filter(each => each !== null),
  );
  return {
    file: file.slice(file.lastIndexOf('/') + 1),
    lastMonth: months.reduce((a, b) => Math.max(a, b)),
    rows,
  };
}

function readRow(head: readonly string[], fields: readonly string[], say: Say): Spell | undefined {
  if (fields.length !== head.length) {
    say(
      `This line has ${fields.length} fields, and the first line ${head.length}.`,
      'Give it one for each column, empty where there is nothing.',
    );
    return undefined;
  }
  const of = (name: Column): string => fields[head.indexOf(name)];
  const month = (name: MonthColumn): number | null => {
    const written = of(name);
    if (written === '') return null;
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(written)) {
      say(`${name} is ${written}.`, 'A month is written 2026-03.');
      return null;
    }
    return Number(written.slice(0, 4)) * 12 + Number(written.slice(5)) - 1;
  };
  const months = {
    sentenced_month: month('sentenced_month'),
    convicted_month: month('convicted_month'),
    enrolled_month: month('enrolled_month'),
    started_month: month('started_month'),
    completed_month: month('completed_month'),
    left_month: month('left_month'),
  };
  for (const [name, allowed] of [
    ['disposal', disposals],
    ['requirement', requirements],
  ] as const) {
    const written = of(name);
    if (allowed.some(each => each === written)) continue;
    const close = nearest(written, allowed);
    say(
      written === '' ? `${name} is missing.` : `${name} is ${written}.`,
      close && written !== '' ? `Did you mean ${close}?` : `Write one of ${allowed.join(', ')}.`,
    );
  }
  const term = of('term_months');
  if (term !== '' && !(/^\d+$/.test(term) && Number(term) <= longestTerm)) {
    say(
      `term_months is ${term}.`,
      `A term is a whole number of months from 0 to ${longestTerm}, such as 24; empty where a sentence does not last.`,
    );
  }
  for (const [first, second] of inOrder) {
    const [before, after] = [months[first], months[second]];
    if (before === null || after === null || before <= after) continue;
    say(`${second} is ${of(second)}, before ${first} (${of(first)}).`, 'Mend whichever of the two is wrong.');
  }
  if (months.completed_month !== null && months.left_month !== null) {
    say('Both completed_month and left_month are given.', 'Keep the one that came to pass.');
  }
  if (months.sentenced_month === null) {
    if (of('sentenced_month') === '') say('sentenced_month is missing.', 'Every sentence has its month.');
    return undefined;
  }
  return {
    disposal: of('disposal'),
    requiresProgramme: of('requirement') === 'programme',
    sentenced: months.sentenced_month,
    convicted: months.convicted_month,
    termMonths: term === '' ? null : Number(term),
    enrolled: months.enrolled_month,
    started: months.started_month,
    completed: months.completed_month,
    left: months.left_month,
  };
}

/** "2026-03". */
export function monthInWords(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Fields of one line of CSV, in quotes or not. */
function fieldsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
