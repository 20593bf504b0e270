import { test } from 'node:test';
import assert from 'node:assert/strict';
import { contactDecider, day, type ContactCommand } from '../../src/index.ts';
import { given } from '../given.ts';

const on = day('2026-11-20');
const open: ContactCommand = {
  do: 'open',
  on,
  group: 'own_behaviour',
  statement: '2026-11',
  words: 'I need help',
};

test('E5: no contact is opened without the statement that was read', () => {
  given(contactDecider)
    .when({ ...open, statement: '' })
    .refused('no_statement');
});

test('a contact waits, is answered, and waits again when the caller comes back', () => {
  const history = given(contactDecider, open, {
    do: 'answer',
    on,
    worker: 'w1',
    words: 'Thank you for writing.',
  });
  assert.equal(history.state.status, 'answered');
  assert.equal(history.when({ do: 'write', on, words: 'And then' }).gives('caller_wrote').status, 'waiting');
});

test('E3: a caller’s words are taken whatever they are, and a message too long says so and loses nothing', () => {
  given(contactDecider, open)
    .when({ do: 'write', on, words: 'http://example.invalid <b>' })
    .gives('caller_wrote');
  const refusal = given(contactDecider, open)
    .when({ do: 'write', on, words: 'x'.repeat(10_001) })
    .refused('too_long');
  assert.match(refusal.words, /still here/);
});

test('agreed actions come from the list, each once', () => {
  const history = given(contactDecider, open, { do: 'agree_actions', on, actions: ['see_gp', 'see_gp'] });
  assert.deepEqual(history.state.actions, ['see_gp']);
  history.when({ do: 'agree_actions', on, actions: [] }).refused('nothing_agreed');
});
