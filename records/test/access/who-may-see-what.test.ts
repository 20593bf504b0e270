import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { roleNames } from '../../src/access/roles.ts';
import { opens, type FieldGroup } from '../../src/access/fields.ts';
import { whoMaySeeWhat } from '../../src/access/who-may-see-what.ts';
import { eventRegister } from '../../src/register/register.ts';

const file = new URL('../../../docs/who-may-see-what.md', import.meta.url);

test('docs/who-may-see-what.md is what the table says', () => {
  const made = whoMaySeeWhat();
  if (process.env.THROUGHCARE_WRITE_ACCESS) writeFileSync(file, made);
  assert.equal(
    readFileSync(file, 'utf8'),
    made,
    'looked at it? then: THROUGHCARE_WRITE_ACCESS=1 node --test …',
  );
});

test('E20: every part of a record that a field is in is opened to somebody, and none to an outside partner', () => {
  const used = new Set(
    Object.entries(eventRegister).flatMap(([kind, types]) =>
      Object.values(types).flatMap(fields => Object.values(fields).map(entry => `${kind} ${entry.opens}`)),
    ),
  );
  assert.ok(used.size > 6);
  for (const one of used) {
    const [kind, group] = one.split(' ') as [keyof typeof eventRegister, FieldGroup];
    assert.ok(
      roleNames.some(role => opens[role][kind].includes(group)),
      `nobody reads ${group} of a ${kind}`,
    );
    assert.ok(!opens.outside_partner[kind].includes(group));
  }
});
