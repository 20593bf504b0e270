import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Command } from '../../src/command.ts';
import { link } from '../../src/commands/link.ts';
import { plan } from '../../src/commands/plan.ts';
import { stats } from '../../src/commands/stats/stats.ts';
import { study } from '../../src/commands/study/study.ts';
import { dispatch } from '../../src/dispatch.ts';
import { listening } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-canary-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const root = join(import.meta.dirname, '..', '..', '..');
const commands: Command[] = [link, plan, stats, study];

/** Who is in the files. */
const canaries = ['Brackenthistle', 'Quindelora', '1949-07-29', 'QX97', '19/7741193K', 'zinnelthorpe'];
// The last comes after every other value by the alphabet, the first before.
const [surname, forename, born, district, pnc, last] = canaries;

const identityHead = 'record,basis,surname,forename,born_on,postcode_district,sex,pnc,sentenced_on\n';
const identityRow = `r1,requirement,${canaries.slice(0, 2).join(',')},${born},${district},F,${pnc},2024-03-01\n`;
const peopleHead = 'person,arm,sex,age,began_on,detected,days\n';
const peopleRows = Array.from(
  { length: 40 },
  (_, k) =>
    `p${k},${k % 2 ? 'programme' : 'none'},male,${20 + k},2022-03-01,${k % 3 ? 'no' : 'yes'},${k % 3 ? '' : 10 + k}\n`,
);
const [firstRow] = peopleRows;

/** Files in which somebody stands where they should not, each broken in another way. */
const broken: Readonly<Record<string, string | Buffer>> = {
  'identities.csv': identityHead + identityRow.repeat(2),
  'identity-day.csv': identityHead + identityRow.replace(born, `born ${surname}`),
  'identity-cells.csv': `${identityHead}r1,requirement,${surname},${forename}\n`,
  'identity-quote.csv': `${identityHead}r1,"requirement,${surname},${forename}\n${identityRow}`,
  'identity-mark.csv': `${identityHead}r1,requirement,"${surname}"${forename},${born},${district},F,${pnc},\n`,
  'no-head.csv': identityRow.repeat(3),
  'same-cells.csv': `${surname},${surname},${forename}\n${identityRow}`,
  'pipes.csv': (identityHead + identityRow).replaceAll(',', '|'),
  'pipes-no-head.csv': identityRow.replaceAll(',', '|'),
  'other-bytes.csv': Buffer.concat([
    Buffer.from(identityHead + identityRow),
    Buffer.from([0xff, 0xfe, 0x80]),
  ]),
  'person-in-a-number.csv': peopleHead + peopleRows.join('') + firstRow.replace(',20,', `,${surname},`),
  'person-in-a-date.csv': peopleHead + peopleRows.join('') + firstRow.replace('2022-03-01', surname),
  'person-in-an-arm.csv': peopleHead + peopleRows.join('') + firstRow.replace('none', surname),
  'last-in-an-arm.csv': peopleHead + peopleRows.join('') + firstRow.replace('none', last),
  'last-in-an-event.csv': peopleHead + peopleRows.join('') + firstRow.replace('yes', last),
  'person-in-an-id.csv': peopleHead + peopleRows.join('') + firstRow.replace('p0', surname).repeat(2),
  'person-in-an-event.csv': peopleHead + peopleRows.join('') + firstRow.replace('yes', surname),
  'person-in-days.csv': peopleHead + peopleRows.join('') + firstRow.replace(',10', `,${surname}`),
  'person-too-many.csv': peopleHead + peopleRows.join('') + firstRow.replace('male', `male,${surname}`),
  'person-last.csv': `${peopleHead}${peopleRows.join('')}p41,${surname}`,
  'words.txt': `${surname} ${forename}, ${born}`,
  'open-list.yaml': `- ${surname}\n- [${forename}\n`,
  'same-keys.yaml': `name: ${forename}\nname: ${born}\n`,
  'open-list.json': `["${surname}", {"name": ${born}`,
};
const paths = Object.entries(broken).map(([name, content]) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
});
const good = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const identities = good('good-identities.csv', identityHead + identityRow);
const people = good('good-people.csv', peopleHead + peopleRows.join(''));
const protocol = join(root, 'examples', 'first-study', 'study.yaml');
const mapping = join(root, 'evidence', 'data-lab', 'mapping-1.yaml');
const scenario = join(root, 'examples', 'plans', 'base.yaml');
const out = () => join(folder, `out-${Math.random()}`);

/** Each command with one of its files left open. */
const calls: Readonly<Record<string, (file: string) => readonly string[]>> = {
  'link, the service': file => ['link', file, identities],
  'link, the extract': file => ['link', identities, file],
  'link, the truth': file => ['link', identities, identities, '--truth', file],
  'study init': file => ['study', 'init', file],
  'study design, the protocol': file => ['study', 'design', file, '--data', people],
  'study design, the data': file => [
    'study',
    'design',
    protocol,
    '--data',
    file,
    '--lock',
    out(),
    '--ledger',
    out(),
  ],
  'study run, the lock': file => ['study', 'run', protocol, '--data', people, '--lock', file, '--out', out()],
  'study release': file => ['study', 'release', file],
  'study data-lab, the people': file => ['study', 'data-lab', file, '--mapping', mapping, '--out', out()],
  'study data-lab, the mapping': file => ['study', 'data-lab', identities, '--mapping', file, '--out', out()],
  'stats km': file => ['stats', 'km', '--data', file, '--time', 'days', '--event', 'detected', '--by', 'arm'],
  'stats cox': file => [
    'stats',
    'cox',
    '--data',
    file,
    '--time',
    'days',
    '--event',
    'detected',
    '--covariates',
    'age,sex',
  ],
  'stats logistic': file => [
    'stats',
    'logistic',
    '--data',
    file,
    '--outcome',
    'detected',
    '--covariates',
    'age',
  ],
  'stats match': file => [
    'stats',
    'match',
    '--data',
    file,
    '--treatment',
    'arm',
    '--covariates',
    'age',
    '--exact',
    'sex',
  ],
  'stats cif': file => ['stats', 'cif', '--data', file, '--time', 'days', '--event', 'detected'],
  'stats balance': file => [
    'stats',
    'balance',
    '--data',
    file,
    '--treatment',
    'arm',
    '--covariates',
    'age,sex',
  ],
  'plan run': file => ['plan', 'run', file],
  'plan check': file => ['plan', 'check', file],
  'plan fill, the extract': file => ['plan', 'fill', scenario, '--out', out(), '--extract', file],
  'plan fill, the study': file => [
    'plan',
    'fill',
    scenario,
    '--out',
    out(),
    '--release',
    file,
    '--effect',
    'a=b/c',
  ],
  'plan calibrate': file => ['plan', 'calibrate', scenario, file],
};

/** Everything that a call says, on either side, and of an error that nobody foresaw everything that is in it. */
async function said(args: readonly string[]): Promise<string> {
  const { said: heard, io } = listening();
  await dispatch(commands, args, io).catch((error: unknown) => {
    const own = error instanceof Error ? Object.getOwnPropertyNames(error) : [];
    heard.err += `${String(error)} ${own.map(name => String((error as never)[name])).join(' ')}`;
  });
  return heard.out + heard.err;
}

/** A draft names the columns: of what is no table it names the one line there is, to whoever asked for it. */
const asTable = (what: string, path: string) => what !== 'study init' || path.endsWith('.csv');

for (const [what, call] of Object.entries(calls)) {
  test(`E3: ${what}: whatever is wrong with a file is told by its line and column, and never by who stands in it`, async () => {
    const told: string[] = [];
    for (const path of paths.filter(one => asTable(what, one))) {
      const all = await said(call(path));
      assert.ok(all.length > 0, `${path}: nothing was said`);
      for (const canary of canaries)
        if (all.includes(canary))
          told.push(
            `${path.slice(folder.length + 1)}: ${canary}: ${all.slice(Math.max(0, all.indexOf(canary) - 160), all.indexOf(canary) + 60)}`,
          );
    }
    assert.deepEqual(told, []);
  });
}
