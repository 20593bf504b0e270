import { roles as roleWords, type Role, type StreamKind } from '@throughcare/pathway';
import { eventRegister } from '../register/register.ts';
import { deciderCommands } from './concern-part.ts';
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
their people on the days of the cover.

The analyst reaches nobody’s identity, nor any record: that holds of the role (E10). One account may have it beside
another role, since a small charity may have one person for both, and then reaches what the other opens; the page of such
an account says so to the administrator. In the software the two do not meet: nothing that an analyst opens names a case,
and no page of a case shows that an outcome was matched to it.

Counts keep to it. Whoever sees cases is told how many a colleague carries, or left behind, without those that are closed
to them by name or by restriction: beside the list that they see, one too many would say that there is such a case. An administrator who sees no case is told of all, kept out of one or not, so that
nothing is left behind when an account ends, and no number moves on the day on which they are kept out. What is due to go
by its schedule is told likewise: to whoever sees no case, all of it, and not what keeps it; to whoever sees some, without
the cases that are closed to them, and what keeps the rest as far as they see it. A case or concern that something out of
their sight keeps stands there as one to decide on, and whoever agrees to its erasure is refused then; a contact or group
that would go by itself is not counted as due.`;

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
        (kind === 'contact' && callerCommands.includes(name) ? '; the caller, in their own' : '') +
        (kind === 'concern' && deciderCommands.some(one => one === name)
          ? '; of those who see it, a safeguarding lead, an administrator, or whoever was named to decide or settle'
          : '') +
        (kind === 'opening' && name === 'review' ? '; the auditor where no safeguarding lead may' : ''),
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
