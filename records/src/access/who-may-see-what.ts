import { roles as roleWords, type Role, type StreamKind } from '@throughcare/pathway';
import { eventRegister } from '../register/register.ts';
import { sayCorrectors } from './corrections.ts';
import { fieldGroups, opens } from './fields.ts';
import { answers, callerCommands, commands, scopes, type Scope } from './policy.ts';
import { roleNames } from './roles.ts';

const kinds: Readonly<Record<StreamKind, string>> = {
  case: 'Case',
  contact: 'Helpline contact',
  concern: 'Concern',
  group: 'Group',
  organisation: 'Organisation',
  opening: 'Opening in an emergency',
};
const kindNames = Object.keys(kinds) as StreamKind[];

const scopeWords: Readonly<Record<Scope, string>> = {
  none: '–',
  all: 'all',
  own: 'own',
  that_it_happened: 'that it happened',
};

/** The table of access in words, for `docs/who-may-see-what.md`: made from the table, and held against it by a test. */
export function whoMaySeeWhat(): string {
  return `${[head, seen(), fields(), closed(), asked(), recorded(), corrected()].join('\n\n')}\n`;
}

const head = `# Who may see what

Made from the table in \`records/src/access\`, which every page, list, count, search, export and command passes
through; row-level security holds the same underneath, and property tests hold one against the other. Do not edit:
\`THROUGHCARE_WRITE_ACCESS=1 node --test records/test/access/who-may-see-what.test.ts\` writes it anew.

Before any role: nobody sees a case from which they are kept out by name, or of which they said “not for me”; a
restricted case is seen by those whom it names, and by nobody else. Another organisation’s record is not found. A case
opened in an emergency is read for the hours chosen, at most 24, by whoever opened it, and recorded on by them never;
kept out by name stays kept out. Whoever raised a concern sees it in any role. Whoever stands in for a colleague sees
their people on the days of the cover.`;

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function seen(): string {
  const rows = roleNames.map(role => [
    roleWords[role],
    ...kindNames.map(kind => scopeWords[scopes[role][kind]]),
  ]);
  const own = `Own: of cases those carried, those of a team they are in, those waiting for triage and those in a group they lead; of concerns those raised; of
openings those made. An opening that may concern somebody, because they carry the case or are kept out of it, is not
shown to them. An outside partner sees of the referrals that they sent themselves *received*, *in hand* or *closed*, and
of a concern that they raised nothing (E31).`;
  return `${table('Which records', ['', ...kindNames.map(kind => kinds[kind])], rows)}\n\n${own}`;
}

function fields(): string {
  const rows = roleNames.map(role => [
    roleWords[role],
    ...kindNames.map(kind => opens[role][kind].join(', ') || '–'),
  ]);
  const words = Object.entries(fieldGroups).map(([group, says]) => `- \`${group}\`: ${says}.`);
  return `${table('Which parts of them', ['', ...kindNames.map(kind => kinds[kind])], rows)}\n\n${words.join('\n')}`;
}

/** The fields that are not among the plain facts of their record. */
function closed(): string {
  const rows = kindNames.flatMap(kind =>
    Object.entries(eventRegister[kind]).flatMap(([type, of]) =>
      Object.entries(of)
        .filter(([, entry]) => entry.opens !== 'facts')
        .map(([field, entry]) => [kinds[kind], `\`${type}.${field}\``, entry.opens]),
    ),
  );
  return table('Fields that are opened apart', ['Record', 'Field', 'Part'], rows);
}

const who = (allowed: readonly Role[]) =>
  allowed.length === 0
    ? 'nobody by hand'
    : allowed.length === roleNames.length
      ? 'everybody who can sign in'
      : allowed.length === roleNames.length - 1
        ? 'everybody who works here'
        : allowed.map(role => roleWords[role]).join(', ');

function asked(): string {
  const rows = Object.entries(answers).map(([name, allowed]) => [`\`${name}\``, who(allowed)]);
  return table('Who may ask what', ['Answer', 'Roles'], rows);
}

function recorded(): string {
  const rows = kindNames.flatMap(kind =>
    Object.entries<readonly Role[]>(commands[kind]).map(([name, allowed]) => [
      kinds[kind],
      `\`${name}\``,
      who(allowed) +
        (kind === 'contact' && callerCommands.includes(name) ? '; the caller, in their own' : ''),
    ]),
  );
  return table('Who may record what', ['Record', 'Command', 'Roles'], rows);
}

function corrected(): string {
  const rows = kindNames.flatMap(kind =>
    sayCorrectors(kind).map(({ type, who: says }) => [kinds[kind], type, says]),
  );
  return table('Who may correct an entry, or take it out', ['Record', 'Entry', 'Roles'], rows);
}
