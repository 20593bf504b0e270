import { parseDay, sayDay } from '../day.ts';
import { assignsArms, isChanceDesign } from './chance-schema.ts';
import type { ChanceSpec } from './chance-schema.ts';
import { levelsOf } from './column-kinds.ts';
import type { Path, ReferenceCheck } from './reference-check.ts';
import type { ProtocolSpec } from './schema.ts';
import { stepReferences } from './step-references.ts';

/** What a design that uses chance names, and what it asks of the rest of the protocol. */
export function chanceReferences(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { design } = spec;
  if (!isChanceDesign(design)) return;
  switch (design.by) {
    case 'interrupted series':
    case 'discontinuity':
      dateColumnHere(check, design.column, 'column');
      dateWithinData(spec, check, design.column, design.date);
      break;
    case 'waiting list':
      waitingReferences(spec, check, design);
      break;
    case 'stepped roll-out':
      dateColumnHere(check, design.column, 'column');
      stepReferences(spec, check, design);
      break;
    case 'court tendency':
      courtReferences(spec, check, design);
      break;
  }
  outcomeFits(spec, check, design);
  estimandFits(spec, check, design);
  if (assignsArms(design)) onePair(spec, check, design);
  if (spec.missing_values.method === 'multiple imputation') {
    check.say(
      ['missing_values', 'method'],
      'A design that uses chance needs covariates for its checks alone; write complete case or indicator.',
    );
  }
}

function dateColumnHere(check: ReferenceCheck, column: string, key: string): void {
  check.columnIn(check.main, column, ['design', key], 'date');
  check.notOutcome(column, ['design', key]);
}

/** Where the protocol itself says which dates the data has, the date of the change must lie among them. */
function dateWithinData(spec: ProtocolSpec, check: ReferenceCheck, column: string, date: string): void {
  const at: Path = ['design', 'date'];
  const day = parseDay(date) ?? 0;
  const { extracted_on } = spec.data;
  const extracted = parseDay(extracted_on ?? '');
  if (extracted !== undefined && day > extracted) {
    check.say(
      at,
      `${sayDay(day)} comes after the extract of ${sayDay(extracted)}, so nobody is since. Correct the date, or take a later extract.`,
    );
    return;
  }
  spec.eligibility.forEach(({ where }, i) => {
    const test = where.all[column];
    if (typeof test !== 'object' || Array.isArray(test) || 'present' in test) return;
    const from = parseDay(String(test.from ?? ''));
    const to = parseDay(String(test.to ?? ''));
    const side =
      from !== undefined && from >= day ? 'before' : to !== undefined && to < day ? 'since' : undefined;
    if (side === undefined) return;
    check.say(
      ['eligibility', i, 'where', column],
      `This leaves out everybody ${side} ${sayDay(day)}, and the design compares both sides of it. Widen it, or correct design.date.`,
    );
  });
}

type WaitingSpec = Extract<ChanceSpec, { by: 'waiting list' }>;

function waitingReferences(spec: ProtocolSpec, check: ReferenceCheck, design: WaitingSpec): void {
  dateColumnHere(check, design.joined, 'joined');
  dateColumnHere(check, design.started, 'started');
  if (design.joined === design.started)
    check.say(
      ['design', 'started'],
      'A person joins on one day and has a place on another; name two columns.',
    );
  design.within.forEach((column, i) => {
    check.columnIn(check.main, column, ['design', 'within', i], 'category');
    check.notOutcome(column, ['design', 'within', i]);
  });
  const { outcome } = spec;
  if (outcome.found_in !== undefined) {
    for (const [arm, { time_zero, released }] of Object.entries(spec.arms)) {
      if (released !== undefined)
        check.say(
          ['arms', arm, 'released'],
          "On a waiting list everybody's clock starts when they join; take released out.",
        );
      if (time_zero === undefined || time_zero === design.joined) continue;
      check.say(
        ['arms', arm, 'time_zero'],
        `On a waiting list everybody's clock starts when they join. Write ${design.joined}, or correct design.joined.`,
      );
    }
  }
  if (outcome.time_at_risk?.custody === 'out') {
    check.say(
      ['outcome', 'time_at_risk', 'custody'],
      'A waiting list counts days by the calendar, for places and offences alike. Write custody: in.',
    );
  }
}

type CourtSpec = Extract<ChanceSpec, { by: 'court tendency' }>;

function courtReferences(spec: ProtocolSpec, check: ReferenceCheck, design: CourtSpec): void {
  check.columnIn(check.main, design.court, ['design', 'court'], 'category');
  check.notOutcome(design.court, ['design', 'court']);
  design.pool.forEach((column, i) => {
    const at: Path = ['design', 'pool', i];
    check.columnIn(check.main, column, at);
    check.notOutcome(column, at);
    if (column === design.court)
      check.say(
        at,
        'Within one court there is no other to compare it with. Name what its cases share with others: an area.',
      );
    const own =
      check.main !== undefined && Object.hasOwn(check.main, column) ? check.main[column] : undefined;
    if (own === 'number' || (typeof own === 'object' && 'number' in own))
      check.say(
        at,
        `${column} holds numbers; a pool is a word, such as an area, or a date, of which the year counts.`,
      );
  });
  spec.covariates.forEach(({ column }, i) => {
    if (column === design.court)
      check.say(
        ['covariates', i, 'column'],
        'The court is what this design goes by; as a covariate it would take all of that away. Take it out here.',
      );
  });
  const courts =
    check.main !== undefined && Object.hasOwn(check.main, design.court)
      ? levelsOf(check.main[design.court])
      : undefined;
  if (courts !== undefined && courts.length < 10) {
    check.say(
      ['design', 'court'],
      `${design.court} has ${courts.length} courts by its own list; ten or more are needed. Weighting compares people of all courts together.`,
    );
  }
}

function outcomeFits({ outcome }: ProtocolSpec, check: ReferenceCheck, design: ChanceSpec): void {
  const isWaiting = design.by === 'waiting list';
  if (outcome.kind === 'binary' || (isWaiting && outcome.kind === 'time to event')) return;
  check.say(
    ['outcome', 'kind'],
    isWaiting
      ? 'A waiting list compares rates of the first detected offence; write binary or time to event.'
      : `A design by ${design.by} compares shares with a detected offence; write binary.`,
  );
}

function estimandFits({ estimand }: ProtocolSpec, check: ReferenceCheck, design: ChanceSpec): void {
  const wanted = design.by === 'stepped roll-out' ? 'ATT' : 'ATE';
  if (estimand === wanted) return;
  check.say(
    ['estimand'],
    `A design by ${design.by} answers about the people whom chance moved, and the report says who they are. Write ${wanted}.`,
  );
}

/** Where the design says who is in which arm there are two of them, and one comparison. */
function onePair(spec: ProtocolSpec, check: ReferenceCheck, design: ChanceSpec): void {
  const names = Object.keys(spec.arms);
  const who = {
    'interrupted series': 'people since the change, people before it',
    discontinuity: 'people since the change, people before it',
    'waiting list': 'people with a place, people who never had one',
    'stepped roll-out': 'people whose region had it when they entered, all others',
    'court tendency': '',
  }[design.by];
  if (names.length !== 2)
    check.say(
      ['arms'],
      `This design makes its two arms itself: ${who}. Name two, each with where: {} for everybody.`,
    );
  if (spec.compare.length !== 1)
    check.say(['compare'], `This design makes one comparison. Write one pair, in this order: ${who}.`);
}
