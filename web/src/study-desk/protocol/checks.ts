import { readProtocol, type Protocol } from '@throughcare/evidence';

/** A fault as a page shows it: where, what, and the line itself. */
export interface SaidFault {
  readonly line: number;
  readonly column: number;
  readonly at: string;
  readonly message: string;
  readonly text: string;
}

/** What can be said of a protocol before anything is read: its faults, or what it will do. */
export interface Checks {
  readonly empty: boolean;
  readonly faults: readonly SaidFault[];
  readonly says: readonly { readonly name: string; readonly words: string }[];
  /** Files and columns that it names and this study has not got. */
  readonly lacks: readonly string[];
}

const LONGEST = 90;

/** An extract of the study by its name, with its columns where they have been read. */
export interface Had {
  readonly name: string;
  readonly columns: readonly string[] | undefined;
}

export function checksOf(text: string, have: readonly Had[]): Checks {
  if (text.trim() === '') return { empty: true, faults: [], says: [], lacks: [] };
  const read = readProtocol(text);
  if (!read.ok) {
    const lines = text.split('\n');
    const faults = read.faults.map(fault => ({
      ...fault,
      text: shorten((lines[fault.line - 1] ?? '').trim()),
    }));
    return { empty: false, faults, says: [], lacks: [] };
  }
  const { protocol } = read;
  return { empty: false, faults: [], says: said(protocol), lacks: lacksOf(protocol, have) };
}

/** Files, and columns of files that are there, that the protocol names and the study has not got. */
function lacksOf({ data }: Protocol, have: readonly Had[]): string[] {
  return Object.values(data.files).flatMap(({ file, id, columns }) => {
    const own = have.find(({ name }) => name === file);
    if (!own) return [`the file ${file}`];
    const named = [...(id === undefined ? [] : [id]), ...Object.keys(columns)];
    return named
      .filter(name => own.columns?.includes(name) === false)
      .map(name => `a column ${name} in ${file}`);
  });
}

function said({ question, arms, compare, outcome, covariates, estimand, design }: Protocol): Checks['says'] {
  const label = (arm: string) => arms[arm]?.label ?? arm;
  return [
    { name: 'Question', words: question },
    ...compare.map(([first, second]) => ({
      name: 'Compares',
      words: `${label(first)}, with ${label(second)}`,
    })),
    { name: 'On', words: `${outcome.detected}, within ${outcome.within_days} days` },
    { name: 'Alike in', words: covariates.map(({ column }) => column).join(', ') },
    { name: 'By', words: `${design.by}, ${estimand}` },
  ];
}

const shorten = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);
