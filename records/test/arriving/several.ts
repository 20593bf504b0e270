import type { Files } from './service.ts';
import type { Row } from './sheet.ts';

/** A map of a caseload in several files, whose headings are the names of the fields. */
export const severalMap = `
dates: year-month-day
more:
  sentences: { file: sentences.csv }
  requirements: { file: requirements.csv }
  duties: { file: duties.csv }
  conditions: { file: conditions.csv }
  enrolments: { file: enrolments.csv }
values:
  practitioner: { Ines: account-2 }
`;

export type SeveralRows = Readonly<
  Record<'people' | 'sentences' | 'requirements' | 'duties' | 'conditions' | 'enrolments', readonly Row[]>
>;

/** Somebody with a community order that they were referred for, an earlier sentence, and what runs beside them. */
export function many(reference = 'M-1'): SeveralRows {
  const of = (row: Row): Row => ({ reference, ...row });
  return {
    people: [
      of({
        surname: 'Callow',
        forename: 'Wren',
        born: '1971-12-31',
        sex: 'M',
        source: 'probation',
        stage: 'sentenced',
        referredOn: '2025-04-03',
        status: 'open',
        acceptedOn: '2025-04-04',
        openedOn: '2025-04-10',
        practitioner: 'Ines',
      }),
    ],
    sentences: [
      of({
        name: 'CO',
        referredFor: 'yes',
        disposal: 'community_order',
        convictedOn: '2025-03-01',
        madeOn: '2025-03-20',
        months: '24',
      }),
      of({
        name: 'SSO',
        referredFor: 'no',
        disposal: 'suspended_sentence_order',
        convictedOn: '2019-01-08',
        madeOn: '2019-02-05',
        months: '18',
        termMonths: '8',
        supervisionMonths: '12',
        endedOn: '2020-08-05',
        endedHow: 'expired',
      }),
      of({
        name: 'Custody',
        referredFor: 'no',
        disposal: 'immediate_custody',
        convictedOn: '2022-05-03',
        madeOn: '2022-06-01',
        months: '60',
        releasedOn: '2024-12-02',
        licenceUntil: '2027-05-31',
      }),
    ],
    requirements: [
      of({ of: 'CO', requirement: 'rehabilitation_activity', most: '30', done: '12', doneOn: '2026-01-15' }),
      of({ of: 'CO', requirement: 'programme', most: '26' }),
    ],
    duties: [
      of({
        name: 'N',
        duty: 'notification',
        from: '2025-03-20',
        until: '2030-03-19',
        notifiedOn: '2025-03-21',
      }),
      of({ name: 'SHPO', duty: 'prevention_order', from: '2025-03-20', until: '2030-03-19' }),
    ],
    conditions: [
      of({
        of: 'SHPO',
        rule: 'prohibition',
        subject: 'devices',
        from: '2025-03-20',
        words: 'Not to use a device that cannot keep its history,\nor that is not shown to the police.',
      }),
      of({
        of: 'Custody',
        rule: 'requirement',
        subject: 'residence',
        from: '2024-12-02',
        until: '2026-12-01',
        words: 'To live where the officer approves.',
      }),
    ],
    enrolments: [
      of({ programme: 'Moving on', basis: 'requirement', since: '2025-04-11', assessed: 'yes' }),
      of({
        programme: 'p1',
        basis: 'licence',
        since: '2025-05-02',
        assessed: 'no',
        leftOn: '2025-09-01',
        leftFor: 'illness',
      }),
    ],
  };
}

const headings = {
  people: [
    'reference',
    'surname',
    'forename',
    'born',
    'sex',
    'pnc',
    'notSameAs',
    'source',
    'stage',
    'referredOn',
    'status',
    'acceptedOn',
    'openedOn',
    'practitioner',
    'closedOn',
    'closedFor',
    'closedTo',
    'receiptBy',
    'receivedOn',
    'watchedBy',
  ],
  sentences: [
    'reference',
    'name',
    'referredFor',
    'disposal',
    'convictedOn',
    'madeOn',
    'months',
    'termMonths',
    'supervisionMonths',
    'releasedOn',
    'licenceUntil',
    'endedOn',
    'endedHow',
  ],
  requirements: ['reference', 'of', 'requirement', 'most', 'done', 'doneOn'],
  duties: ['reference', 'name', 'duty', 'from', 'until', 'notifiedOn'],
  conditions: ['reference', 'of', 'rule', 'subject', 'from', 'until', 'words'],
  enrolments: [
    'reference',
    'programme',
    'basis',
    'since',
    'assessed',
    'leftOn',
    'leftFor',
    'completedOn',
    'firstOn',
    'attended',
    'ofSessions',
    'countedOn',
  ],
};

/** The rows of each file as a spreadsheet saves them. */
export function filesOf(rows: SeveralRows): Files {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return Object.fromEntries(
    Object.entries(rows).map(([name, some]) => {
      const heads = headings[name as keyof SeveralRows];
      const lines = some.map(row => heads.map(heading => cell(row[heading] ?? '')).join(','));
      return [`${name}.csv`, [heads.join(','), ...lines, ''].join('\r\n')];
    }),
  );
}

/** Several caseloads as one. */
export function together(...all: readonly SeveralRows[]): SeveralRows {
  const names = Object.keys(headings) as (keyof SeveralRows)[];
  return Object.fromEntries(
    names.map(name => [name, all.flatMap(one => one[name])]),
  ) as unknown as SeveralRows;
}
