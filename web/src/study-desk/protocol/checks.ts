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
  /** Files that it names and this study has not got. */
  readonly lacks: readonly string[];
}

const LONGEST = 90;

export function checksOf(text: string, have: readonly string[]): Checks {
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
  const named = Object.values(protocol.data.files).map(({ file }) => file);
  return {
    empty: false,
    faults: [],
    says: said(protocol),
    lacks: named.filter(file => !have.includes(file)),
  };
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
