import { freeTexts } from '@throughcare/records/testing';

/** A host that is nobody's (RFC 2606): nothing may lead there, and nothing may be fetched from there. */
export const LINK_HOST = 'canary-link.example';

/**
 * Fields that take any text when a command is read, and whose decider or page holds them to a shape: times of day,
 * a place that only a list has. What they hold was chosen or is refused, so nothing can be written in them.
 */
export const shaped = [
  'case refer identity.postcodeDistrict',
  // A band has a few letters; a prompt and a team are named by their key, whoever checked by their account.
  'case import_band given',
  'case ask_welfare because',
  'case hand_over team',
  'case check_children by',
  'case record_attendance how.arrivedAt',
  'case record_attendance how.departedAt',
  'case record_legal_step detail',
  'case decide_copy_lines lines[].field',
  'concern decide_lines lines[].field',
  'case send_referral identity.postcodeDistrict',
  'contact take_call began',
  'contact agree_call_back slot.from',
  'contact agree_call_back slot.until',
  'organisation set_staffed_hours hours[].opens',
  'organisation set_staffed_hours hours[].closes',
  // A telephone number in figures.
  'organisation set_duty_desk officeNumber',
  'organisation set_duty_desk outOfHoursNumber',
  // The case that it was raised from, by its id.
  'concern raise from',
  // An account of somebody who works here.
  'organisation set_number owner',
  'organisation set_staffed_hours owner',
  'organisation set_retention owner',
];

/** Every field in which somebody can write what they like. */
export const written: readonly string[] = freeTexts().filter(one => !shaped.includes(one));

/** Stands in a page wherever the text of this field of this record stands, and nowhere else. */
export const markOf = (field: string, record: number) => `zq${written.indexOf(field)}n${record}qz`;
export const anyMark = /zq(\d+)n(\d+)qz/g;

/** What somebody may write or paste in: links, markup, script, words that never end, marks that turn lines round. */
export function hostile(field: string, record: number): string {
  // A few letters at most; what fits of it means harm too.
  if (field === 'case import_band version') return `${markOf(field, record)} <b>//${'w'.repeat(12)}`;
  return [
    `${markOf(field, record)} https://${LINK_HOST}/a www.${LINK_HOST} me@${LINK_HOST}`,
    `javascript:alert(1) [b](//${LINK_HOST}/) <a href="https://${LINK_HOST}/">c</a>`,
    `<img src=//${LINK_HOST}/d onerror=alert(2)><script>alert(3)</script>`,
    `</textarea></script>'"><canary-element onclick="alert(4)">{{ 7 * 191 }}`,
    `\u202eturned\u202c ${'w'.repeat(80)}`,
  ].join(' ');
}

/** A command with every text in it that somebody wrote put in the place of what it said. */
export function withHostile<Command extends { readonly do: string }>(
  kind: string,
  command: Command,
  record: number,
): Command {
  const fields = written.filter(one => one.startsWith(`${kind} ${command.do} `));
  const changed = structuredClone(command) as Record<string, unknown>;
  for (const field of fields) put(changed, field.split(' ')[2].split('.'), hostile(field, record));
  // One name has one duty desk.
  if (command.do === 'set_duty_desk')
    changed['area'] = `${String(changed['area'])} ${String(changed['desk'])}`;
  return changed as Command;
}

function put(at: Record<string, unknown>, [step, ...rest]: readonly string[], text: string): void {
  const name = step.replace('[]', '');
  const inside = at[name];
  if (rest.length === 0) {
    if (typeof inside === 'string' && inside !== '') at[name] = text;
    return;
  }
  for (const one of [inside].flat())
    if (typeof one === 'object' && one !== null) put(one as Record<string, unknown>, rest, text);
}
