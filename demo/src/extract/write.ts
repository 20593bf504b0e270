import {
  custodyTable,
  justiceWorld,
  peopleTable,
  personId,
  populationEffects,
  reconvictionsTable,
  trueEffects,
} from '@throughcare/evidence/simulated';
import type { Table, World } from '@throughcare/evidence/simulated';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from './csv.ts';
import { identitiesTable } from './identities.ts';
import { serviceRecords } from './service-records.ts';
import type { ServiceRecord } from './service-records.ts';

/** People in a justice extract unless asked otherwise. */
export const EXTRACT_PEOPLE = 40_000;

const PAIRS = [
  ['custody', 'alone'],
  ['custody', 'required'],
  ['required', 'alone'],
  ['choice', 'alone'],
] as const;

/**
 * Writes the justice extract of the world of `seed` into `folder`: people.csv, reconvictions.csv, custody.csv and
 * identities.csv. ISO dates, empty for missing, LF; the same seed and `count` give the same bytes.
 */
export function writeJusticeExtract(folder: string, seed: number, count = EXTRACT_PEOPLE): void {
  const world = justiceWorld(seed, count);
  mkdirSync(folder, { recursive: true });
  writeCsv(join(folder, 'people.csv'), peopleTable(world));
  writeCsv(join(folder, 'reconvictions.csv'), reconvictionsTable(world));
  writeCsv(join(folder, 'custody.csv'), custodyTable(world));
  writeCsv(join(folder, 'identities.csv'), identitiesTable(seed, world));
}

/**
 * Writes what the service has of its own people, service-identities.csv, into `folder`; and into `truth` what
 * only a made-up world can know: links.csv (which record is whom) and effects.json (the true effects).
 */
export function writeServiceIdentities(
  folder: string,
  truth: string,
  seed: number,
  count = EXTRACT_PEOPLE,
): void {
  const world = justiceWorld(seed, count);
  const records = serviceRecords(seed, world);
  mkdirSync(folder, { recursive: true });
  mkdirSync(truth, { recursive: true });
  writeCsv(join(folder, 'service-identities.csv'), serviceIdentitiesTable(records));
  writeCsv(join(truth, 'links.csv'), linksTable(records, world));
  writeFileSync(join(truth, 'effects.json'), `${JSON.stringify(effectsTruth(seed, count), null, 1)}\n`);
}

function serviceIdentitiesTable(records: readonly ServiceRecord[]): Table {
  return {
    header: [
      'record',
      'basis',
      'surname',
      'forename',
      'born_on',
      'postcode_district',
      'sex',
      'pnc',
      'sentenced_on',
    ],
    rows: records.map(({ record, basis, recorded, pnc, sentencedOn }) => [
      record,
      basis,
      recorded.surname,
      recorded.forename,
      recorded.bornOn,
      recorded.postcodeDistrict,
      recorded.sex,
      pnc,
      sentencedOn,
    ]),
  };
}

function linksTable(records: readonly ServiceRecord[], world: World): Table {
  return {
    header: ['record', 'person', 'origin'],
    rows: records.map(({ record, row, truth }) => [
      record,
      row === undefined ? '' : personId(world.people.first + row),
      String(truth.origin + 1),
    ]),
  };
}

/** True effects of this world's people, and of the population they were drawn from. Risks are fractions. */
function effectsTruth(seed: number, count: number): object {
  return {
    about:
      'True effects of the made-up world. Risk of a detected, proven reoffence within the window; first arm minus second.',
    seed,
    people: count,
    inThisWorld: ([365, 730] as const).flatMap(window =>
      trueEffects(seed, count, PAIRS, window).map(({ pair, effects }) => ({ pair, window, effects })),
    ),
    inThePopulation: populationEffects,
  };
}
