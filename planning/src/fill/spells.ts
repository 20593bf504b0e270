import { ScenarioError } from '../scenario/scenario-error.ts';
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
    const fields = fieldsOf(line);
    const of = (name: Column): string => fields[head.indexOf(name)] ?? '';
    const month = (name: Column): number | null => {
      const written = of(name);
      if (written === '') return null;
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(written)) {
        say(i + 2, `${name} is ${written}.`, 'A month is written 2026-03.');
        return null;
      }
      return Number(written.slice(0, 4)) * 12 + Number(written.slice(5)) - 1;
    };
    const sentenced = month('sentenced_month');
    const term = of('term_months');
    if (sentenced === null) {
      say(i + 2, 'sentenced_month is missing.', 'Every sentence has its month.');
      return [];
    }
    const started = month('started_month');
    for (const name of ['completed_month', 'left_month'] as const) {
      const end = month(name);
      if (started !== null && end !== null && end < started) {
        say(
          i + 2,
          `${name} is ${of(name)}, before started_month (${of('started_month')}).`,
          'Mend the later of the two.',
        );
      }
    }
    return [
      {
        disposal: of('disposal'),
        requiresProgramme: of('requirement') === 'programme',
        sentenced,
        convicted: month('convicted_month'),
        termMonths: term === '' ? null : Number(term),
        enrolled: month('enrolled_month'),
        started,
        completed: month('completed_month'),
        left: month('left_month'),
      },
    ];
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

/** "2026-03". */
export function monthInWords(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Fields of one line of CSV, in quotes or not. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
