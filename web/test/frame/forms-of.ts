import fc from 'fast-check';

/** A field of a form as its page shows it: what may be chosen, or what it began with. */
export interface FoundField {
  readonly name: string;
  readonly kind: 'hidden' | 'choice' | 'typed';
  readonly values: readonly string[];
}

/** A form on a page that is posted somewhere. */
export interface FoundForm {
  readonly action: string;
  readonly fields: readonly FoundField[];
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Every form on a page that posts, with every field that a browser would send. */
export function formsOn(html: string): FoundForm[] {
  return [...html.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)].flatMap(([form]) => {
    const action = attribute(/<form[^>]*>/.exec(form)![0], 'action');
    return action === undefined ? [] : [{ action, fields: fieldsIn(form) }];
  });
}

function fieldsIn(form: string): FoundField[] {
  const found = new Map<string, { kind: FoundField['kind']; values: string[] }>();
  const add = (name: string | undefined, kind: FoundField['kind'], value: string) => {
    if (name === undefined) return;
    const field = found.get(name) ?? { kind, values: [] };
    field.values.push(value);
    found.set(name, field);
  };
  for (const [tag] of form.matchAll(/<(?:input|textarea|button)[^>]*>/g)) {
    const type = tag.startsWith('<input') ? (attribute(tag, 'type') ?? 'text') : 'text';
    const kind = type === 'hidden' ? 'hidden' : ['radio', 'checkbox'].includes(type) ? 'choice' : 'typed';
    add(attribute(tag, 'name'), kind, attribute(tag, 'value') ?? '');
  }
  for (const [select, inside] of form.matchAll(/<select[^>]*>([\s\S]*?)<\/select>/g))
    for (const [option] of inside.matchAll(/<option[^>]*>/g))
      add(attribute(/<select[^>]*>/.exec(select)![0], 'name'), 'choice', attribute(option, 'value') ?? '');
  return [...found].map(([name, field]) => ({ name, ...field }));
}

/** Every address of this service that a page leads to. */
export function linksOn(html: string): string[] {
  const links = [...html.matchAll(/<a[^>]*\shref="(\/[^"#]*)/g)].map(([, href]) =>
    href.replaceAll('&amp;', '&'),
  );
  return [...new Set(links)];
}

const wild = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'as told\u0000',
    '\u202e\ufeff',
    '0',
    '-1',
    '1e400',
    '99999999999999999999',
    'NaN',
    '__proto__',
    'constructor',
    '<b>as told</b>',
    "'; select 1 --",
    '{{ 7 * 7 }}',
    'a'.repeat(6000),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uuid(),
);

/** What a person who fills the field in sensibly would put there. */
function sensible({ name, kind, values }: FoundField): fc.Arbitrary<string> {
  if (kind !== 'typed') return fc.constantFrom(...values);
  if (name.endsWith('-day')) return fc.constantFrom('10', '11', '12');
  if (name.endsWith('-month')) return fc.constant('3');
  if (name.endsWith('-year')) return fc.constant('2026');
  if (values.some(value => value !== '')) return fc.constantFrom(...values);
  return fc.constantFrom('as told, in a few words', '3', 'ZZ1', '2026-03-12');
}

/** A form filled in: mostly as one would, or with one field that is anything, or with anything everywhere. */
export function filledIn(
  { fields }: FoundForm,
  ids: readonly string[],
): fc.Arbitrary<Record<string, string[]>> {
  const own = fields.filter(field => field.name !== '_token' && field.name !== '_command');
  const bad = fc.oneof(wild, fc.constantFrom(...ids));
  const one = (share: number) =>
    fc.record(
      Object.fromEntries(
        own.map(field => [
          field.name,
          fc.oneof(
            { weight: 100 - share, arbitrary: sensible(field).map(value => [value]) },
            { weight: share, arbitrary: fc.array(bad, { maxLength: 3 }) },
          ),
        ]),
      ),
    );
  return fc.oneof(one(0), one(8), one(70)) as fc.Arbitrary<Record<string, string[]>>;
}
