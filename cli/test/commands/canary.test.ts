import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Command } from '../../src/command.ts';
import { arrive } from '../../src/commands/arrive.ts';
import { audit } from '../../src/commands/audit.ts';
import { backup } from '../../src/commands/backup.ts';
import { exportAll } from '../../src/commands/export.ts';
import { extract } from '../../src/commands/extract.ts';
import { importAll } from '../../src/commands/import.ts';
import { keys } from '../../src/commands/keys.ts';
import { records } from '../../src/commands/records/records.ts';
import { restore } from '../../src/commands/restore.ts';
import { retention } from '../../src/commands/retention.ts';
import { dispatch } from '../../src/dispatch.ts';
import { listening, smallService, type Service } from './data-folder.ts';

/** Who is in the record of the service, and who is in the file that arrives. */
const canaries = [
  'Ashgrove',
  'Tobin',
  '1980-02-01',
  'ZZ1',
  'Brackenthistle',
  'Quindelora',
  '1949',
  '19/7741193K',
];
const commands: Command[] = [
  arrive,
  audit,
  backup,
  exportAll,
  extract,
  importAll,
  keys,
  records,
  restore,
  retention,
];

let service: Service;
let top: string;
before(async () => {
  service = await smallService();
  top = dirname(service.dataFolder);
});
after(async () => {
  await service.stop();
  service.remove();
});

const file = (name: string, content: string | Buffer) => {
  const path = join(top, name);
  writeFileSync(path, content);
  return path;
};

/** Everything that a call says, on either side, and of an error that nobody foresaw everything that is in it. */
async function said(...args: string[]): Promise<{ status: number; all: string }> {
  const { said: heard, io } = listening();
  const status = await dispatch(commands, args, io).catch((error: unknown) => {
    const own = error instanceof Error ? Object.getOwnPropertyNames(error) : [];
    heard.err += `${String(error)} ${own.map(name => String((error as never)[name])).join(' ')}`;
    return 1;
  });
  return { status, all: heard.out + heard.err };
}

function holdSilent(what: string, all: string): void {
  for (const canary of canaries) assert.ok(!all.includes(canary), `${what} says "${canary}"`);
}

const map = `
dates: day/month/year
columns:
  reference: Ref
  surname: Surname
  forename: Forename
  born: Born
  sex: Sex
  pnc: PNC
  source: Source
  stage: Stage
  referredOn: Referred
  status: Status
`;
const head = 'Ref,Surname,Forename,Born,Sex,PNC,Source,Stage,Referred,Status\r\n';
const row = 'N-1,Brackenthistle,Quindelora,29/07/1949,M,19/7741193K,court,charged,03/04/2025,referred\r\n';

test('E3: no command of the record says who is in it, whether it does its work or refuses', async () => {
  const data = ['--data', service.dataFolder];
  const key = join(service.dataFolder, 'keys', 'master.key');
  const roots = ['--roots', join(service.dataFolder, 'roots')];
  const [one, everything] = [join(top, 'one'), join(top, 'everything')];
  const out = ['--by', 'ada', '--reason', 'The service moves', ...data];
  const calls: (readonly [number, readonly string[]])[] = [
    [0, ['audit', 'verify', ...data]],
    [0, ['audit', 'verify', '--json', ...data]],
    [0, ['records', 'rebuild', ...data]],
    [0, ['records', 'rebuild', '--check', '--json', ...data]],
    [0, ['retention', ...data]],
    [0, ['retention', '--json', ...data]],
    [0, ['backup', one, ...data]],
    [1, ['backup', one, ...data]],
    [0, ['restore', one, '--data', join(top, 'again'), '--key', key, ...roots]],
    [1, ['restore', one, '--data', join(top, 'again'), '--key', key, ...roots]],
    [0, ['export', everything, ...out]],
    [1, ['export', everything, ...out]],
    [1, ['import', everything, ...data]],
    [0, ['extract', '--out', join(top, 'spells.csv'), ...data]],
    [0, ['keys', 'rotate', ...data]],
    [0, ['keys', 'forget-previous', ...data]],
  ];
  for (const [expected, args] of calls) {
    const { status, all } = await said(...args);
    assert.equal(status, expected, `${args.join(' ')}: ${all}`);
    assert.ok(all.length > 0 || args[0] === 'extract');
    holdSilent(args.slice(0, 2).join(' '), all);
  }
  const whole = ['identity.jsonl', 'case.jsonl', 'case.csv']
    .map(name => join(everything, name))
    .filter(existsSync)
    .map(path => readFileSync(path, 'utf8'));
  assert.ok(whole.join('').includes('Ashgrove'), 'the export has them, so the search finds what is there');
});

test('E3: what arrives broken is answered by line and field, and never by what stood in it', async () => {
  const mapFile = file('map.yaml', map);
  const asked = ['--map', mapFile, '--by', 'ada', '--data', service.dataFolder];
  const broken: Readonly<Record<string, string | Buffer>> = {
    'no-day.csv': head + row.replace('29/07/1949', 'Brackenthistle'),
    'few-cells.csv': `${head}N-1,Brackenthistle,Quindelora\r\n`,
    'open-quote.csv': `${head}"N-1,Brackenthistle\r\n${row}`,
    'pipes.csv': (head + row).replaceAll(',', '|'),
    'spaces.csv': (head + row).replaceAll(',', ' '),
    'no-head.csv': row + row,
    'other-encoding.csv': Buffer.concat([Buffer.from(head + row), Buffer.from([0xff, 0xfe, 0x80])]),
    'zero.csv': head + row.replace('court', '\u0000Brackenthistle'),
    'long.csv': head + row.replace('Brackenthistle', 'Brackenthistle'.repeat(3000)),
    'stage.csv': head + row.replace('charged', 'Brackenthistle'),
    'good.csv': head + row,
  };
  for (const [name, content] of Object.entries(broken)) {
    const { status, all } = await said('arrive', file(name, content), ...asked);
    assert.equal(status, name === 'good.csv' ? 0 : 1, `${name}: ${all}`);
    holdSilent(name, all);
    const report = join(top, name.replace('.csv', '.report.csv'));
    if (existsSync(report)) holdSilent(`the report on ${name}`, readFileSync(report, 'utf8'));
  }
  const badMap = file('bad-map.yaml', `${map}  Brackenthistle: { Quindelora`);
  const args = [
    'arrive',
    join(top, 'good.csv'),
    '--map',
    badMap,
    '--by',
    'ada',
    '--data',
    service.dataFolder,
  ];
  assert.equal((await said(...args)).status, 1);
});

test('E3: an export that was damaged and a damaged backup do not say who is in them', async () => {
  const everything = join(top, 'everything');
  for (const [at, damage] of [
    (text: string) => text.replace('Ashgrove', 'Ashgrove"'),
    (text: string) => text.slice(0, text.indexOf('Ashgrove') + 4),
    (text: string) => `${text}{"Ashgrove": Tobin}\n`,
  ].entries()) {
    const copy = join(top, `damaged-${at}`);
    cpSync(everything, copy, { recursive: true });
    const [name] = ['identity.jsonl', 'case.jsonl', 'case.csv'].filter(one => existsSync(join(copy, one)));
    writeFileSync(join(copy, name), damage(readFileSync(join(copy, name), 'utf8')));
    const { status, all } = await said('import', copy, '--data', join(top, 'again'));
    assert.equal(status, 1);
    holdSilent(`import of a damaged ${name}`, all);
  }
  const bytes = readFileSync(join(top, 'one'));
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(join(top, 'bad'), bytes);
  writeFileSync(join(top, 'bad.keys'), readFileSync(join(top, 'one.keys')));
  const bad = await said(
    'restore',
    join(top, 'bad'),
    '--data',
    join(top, 'never'),
    '--key',
    join(service.dataFolder, 'keys', 'master.key'),
    '--roots',
    join(service.dataFolder, 'roots'),
  );
  assert.equal(bad.status, 1);
  holdSilent('restore of a damaged backup', bad.all);
});

test('E3: the log of the database holds nobody either, after all of it', () => {
  const log = readFileSync(join(service.dataFolder, 'database.log'), 'utf8');
  assert.match(log, /ready to accept connections/);
  holdSilent('database.log', log);
});
