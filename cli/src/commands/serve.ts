import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { londonDay, roles } from '@throughcare/pathway';
import { Refused, type FolderKind } from '@throughcare/records';
import {
  listen,
  logToStderr,
  openAccounts,
  openCalibrationDesk,
  openPlanDesk,
  openStudyDesk,
  readAnalysis,
  type AccountStore,
  type CalibrationDesk,
  type PlanDesk,
  type Running,
  type StudyDesk,
} from '@throughcare/web';
import type { Command, Io } from '../command.ts';
import { openDatabase, type OpenDatabase } from '../serve/database.ts';
import { demonstrationClock } from '../serve/demonstration-clock.ts';
import { demonstrationAccounts, fillDemonstration } from '../serve/demonstration.ts';
import { askFirstAdministrator } from '../serve/first-administrator.ts';
import { keepFile } from '../serve/keep-file.ts';
import { withLogin } from '../serve/own-database.ts';
import { readOrigin } from '../serve/origin.ts';
import { readPort, refuseTakenPort, wordsFor } from '../serve/port.ts';
import { rebuildAsked } from '../serve/rebuild-asked.ts';
import { sayHolidays } from '../serve/say-holidays.ts';
import { sayFailures, sayUndone } from '../serve/say-failures.ts';
import { inTurn } from '../serve/stop.ts';
import { startWorkingOut } from '../serve/working-out.ts';

const usage = `throughcare serve [--empty] [--people N] [--origin ADDRESS]     (npm start -- ...)

Starts the service on http://127.0.0.1:3000. The first start fills a demonstration with made-up people.
  --empty       begin without the demonstration; asks for the first administrator
  --people N    how many made-up people the demonstration has, when it is filled (usually about 420)
  --replications N      how often the plan of the demonstration is run (usually 200; 20 is a quick look)
  --origin ADDRESS      where people reach it, such as https://desk.example, when that is not this machine: it is
                        printed on letters, and with https cookies are kept to it (or THROUGHCARE_ORIGIN)
  PORT                  another port
  THROUGHCARE_DATA      another data folder
  DATABASE_URL          your own PostgreSQL 15 or later, with DATABASE_AUTH_URL for sign-in and, to set it up or
                        bring it up to date, DATABASE_OWNER_URL; otherwise an embedded one is started
Ctrl-C stops everything.`;

export const serve: Command = {
  name: 'serve',
  summary: 'Start the service: pages on this machine, with an embedded PostgreSQL or your own.',
  usage,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        empty: { type: 'boolean', default: false },
        people: { type: 'string' },
        replications: { type: 'string' },
        origin: { type: 'string' },
      },
    });
    const port = readPort(process.env['PORT']);
    await refuseTakenPort(port);
    const asked: Asked = {
      kind: values.empty ? 'service' : 'demonstration',
      people: readCount('people', values.people, 100, 1_000_000),
      replications: readCount('replications', values.replications, 2, 10_000),
      port,
      origin: readOrigin(values.origin ?? process.env['THROUGHCARE_ORIGIN'], values.empty),
      stop: whenAskedToStop(),
    };
    const started = await start(asked, io);
    await asTold(asked.stop);
    io.err('\nStopping …\n');
    await started.stop();
    io.err('Stopped. Everything is kept.\n');
    return 0;
  },
};

/** A whole number from `least` to `most`; undefined where nothing was said. */
function readCount(name: string, given: string | undefined, least: number, most: number): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new Refused(
      `--${name} was "${given}"; it is a whole number from ${least} to ${most}. Nothing was started.`,
    );
  }
  return count;
}

interface Asked {
  readonly kind: FolderKind;
  readonly people: number | undefined;
  readonly replications: number | undefined;
  readonly port: number;
  /** Where people reach it, when that is not this machine. */
  readonly origin: string | undefined;
  /** Aborted at the first request to end. */
  readonly stop: AbortSignal;
}

async function start(asked: Asked, io: Io): Promise<{ stop(): Promise<void> }> {
  const { kind, replications, port } = asked;
  const demonstration = kind === 'demonstration';
  let clock: () => number = Date.now;
  const database = await openDatabase(kind, () => clock(), process.env);
  await database.records.refusePutBack().catch(async error => {
    await database.stop();
    throw error;
  });
  let accounts: AccountStore | undefined;
  let running: Running | undefined;
  let studyDesk: StudyDesk | undefined;
  let planDesk: PlanDesk | undefined;
  let calibrationDesk: CalibrationDesk | undefined;
  let stopWorkingOut = () => {};
  const tending = database.records.startTending(sayUndone(words => io.err(words)));
  const stop = () =>
    inTurn([
      () => stopWorkingOut(),
      () => running?.stop(),
      () => studyDesk?.stop(),
      () => planDesk?.stop(),
      () => calibrationDesk?.stop(),
      () => tending.stop(),
      () => accounts?.close(),
      () => database.stop(),
    ]);
  try {
    await rebuildAsked(database.records, io);
    if (demonstration) clock = demonstrationClock(database.folder);
    sayHolidays(londonDay(clock()), io);
    const origin = asked.origin ?? `http://127.0.0.1:${port}`;
    accounts = await withLogin('DATABASE_AUTH_URL', () =>
      openAccounts({
        authUrl: database.authUrl,
        origin,
        secret: database.records.keyFor('sign-in').toString('base64'),
        requireCode: !demonstration,
      }),
    );
    const { organisation, tryAs } = await begin(asked, database, accounts, clock, io);
    const results = join(database.folder, 'analysis');
    mkdirSync(results, { recursive: true, mode: 0o700 });
    studyDesk = openStudyDesk({
      folder: join(database.folder, 'study-desk'),
      key: database.records.keyFor('extracts of the study desk'),
      now: clock,
      ...(demonstration ? { example: madeUpExample(join(database.folder, 'analysis')) } : {}),
    });
    const [plans, oneService] = ['plans', 'calibration'].map(name =>
      join(import.meta.dirname, '..', '..', '..', 'examples', name),
    );
    planDesk = openPlanDesk({ folder: join(database.folder, 'plans-tried'), scenarios: plans });
    calibrationDesk = openCalibrationDesk({
      folder: join(database.folder, 'plans-fitted'),
      scenarios: [plans, oneService],
    });
    running = await listen({
      services: {
        accounts,
        records: database.records,
        helplineOf: organisation,
        analysis: readAnalysis(results),
        studyDesk,
        planDesk,
        calibrationDesk,
        ...(tryAs ? { tryAs } : {}),
      },
      demonstration,
      port,
      ...(asked.origin === undefined ? {} : { origin: asked.origin }),
      key: database.records.keyFor('form tokens'),
      log: demonstration ? sayFailures(words => io.err(words)) : logToStderr,
      now: clock,
    }).catch((error: NodeJS.ErrnoException) => Promise.reject(wordsFor(error, port)));
    if (demonstration) {
      await writeServiceIdentities(database, organisation, results);
      stopWorkingOut = startWorkingOut(results, replications);
    }
    sayWhere(io, origin, database, tryAs);
    return { stop };
  } catch (error) {
    await stop().catch(() => undefined); // Why it could not start is what has to be said.
    throw error;
  }
}

async function begin(
  { kind, people, stop }: Asked,
  database: OpenDatabase,
  accounts: AccountStore,
  clock: () => number,
  io: Io,
) {
  const { records, folder } = database;
  if (kind === 'service')
    return { organisation: await askFirstAdministrator(records, accounts, clock(), stop) };
  const tell = (words: string) => io.err(`${words}\n`);
  const { organisation } = await fillDemonstration({ records, folder, people, now: clock(), tell, stop });
  return { organisation, tryAs: await demonstrationAccounts(records, accounts, organisation) };
}

/** What somebody can try the study desk with: the extract that the demonstration works out, and one of its studies. */
function madeUpExample(analysis: string) {
  return {
    files: ['people.csv', 'reconvictions.csv'].map(name => ({ name, file: join(analysis, 'extract', name) })),
    protocol: join(import.meta.dirname, '..', '..', '..', 'demo', 'studies', 'prison-or-community.yaml'),
  };
}

/** The service's people for linkage, as an administrator would give them: an audited act with its reason. */
async function writeServiceIdentities(
  database: OpenDatabase,
  organisation: string,
  folder: string,
): Promise<void> {
  const file = join(folder, 'service-identities.csv');
  if (existsSync(file)) return;
  const administrator = (await database.records.staff(organisation)).find(one =>
    one.roles.includes('administrator'),
  );
  if (!administrator) return;
  const { userId, name } = administrator;
  const { csv } = await database.records
    .as({ userId, name, organisationId: organisation })
    .identityFile('Linking made-up people with the made-up justice extract, for the demonstration.');
  keepFile(file, csv.join(''));
}

function sayWhere(
  io: Io,
  origin: string,
  database: OpenDatabase,
  tryAs: Awaited<ReturnType<typeof demonstrationAccounts>> | undefined,
): void {
  io.out(`\nThroughcare is ready: ${origin}\n`);
  io.err(`Data: ${database.folder} (${database.words})\n`);
  if (tryAs) {
    const width = Math.max(...tryAs.map(one => roles[one.role].length));
    io.out('\nMade-up people to sign in as, on this machine only:\n');
    for (const { role, email, password } of tryAs)
      io.out(`  ${roles[role].padEnd(width)}  ${email}  ${password}\n`);
  }
  io.out('\nCtrl-C stops it.\n');
}

const IMPATIENT_AFTER_MS = 5000;

/**
 * Aborts at the first Ctrl-C or request to end. The same request often comes several times at once (from the
 * terminal, and passed on by npm), so more of them are let by; asked again after five seconds, it ends at once.
 */
function whenAskedToStop(): AbortSignal {
  const stop = new AbortController();
  let first = 0;
  const asked = () => {
    if (first === 0) first = Date.now();
    else if (Date.now() - first > IMPATIENT_AFTER_MS) process.exit(130);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
  return stop.signal;
}

function asTold(stop: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (stop.aborted) resolve();
    else stop.addEventListener('abort', () => resolve(), { once: true });
  });
}
