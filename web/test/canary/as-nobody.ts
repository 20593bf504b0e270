import assert from 'node:assert/strict';
import type { EveryRole } from '../frame/every-role.ts';
import { formsOn } from '../frame/forms-of.ts';
import { callerAt, codeOn } from '../help/walk.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { fillIn } from './walk.ts';
import { told, type Words } from './words.ts';

/** What a caller goes through: every form of theirs, with words, right and wrong codes. */
export async function callWith({ app }: Pick<EveryRole, 'app'>, words: Words): Promise<void> {
  const wordsOf = (field: string) => `${words.of(field)}, ${told.phone}, ${told.postcode}`;
  for (const letter of ['a', 'b', 'c']) {
    const caller = callerAt(app);
    const shown = await caller.write(wordsOf(`/help/${letter}/write words`), letter);
    const code = codeOn(shown);
    assert.notEqual(code, '', 'the caller was given no code');
    const typed = await caller.send(shown, '/help/code/confirm');
    await caller.send(typed, '/help/code/confirm', { code: words.of('/help/code/confirm code') });
    await caller
      .send(typed, '/help/code/again', { carried: words.of('/help/code/again carried') })
      .catch(noSuchForm);
    assert.match((await caller.send(typed, '/help/code/confirm', { code })).body, /Your code works/);

    const back = await caller.open('/help/code');
    await caller.send(back, '/help/code', {
      code: words.of('/help/code code'),
      words: wordsOf('/help/code words'),
    });
    const replies = await caller.send(back, '/help/code', { code });
    const more = await caller.send(replies, '/help/code/more', { words: wordsOf('/help/code/more words') });
    assert.equal(more.statusCode, 200);
    await caller.send(replies, '/help/code/more', {
      words: wordsOf('/help/code/more words'),
      carried: words.of('/help/code/more carried'),
    });
    const consent = await caller.send(replies, '/help/code/slip');
    await caller.send(consent, '/help/code/slip', { actions: words.of('/help/code/slip actions') });
    await caller.send(consent, '/help/code/slip');
  }
}

/** A page that shows no such form today. */
const noSuchForm = (error: unknown) => {
  if (!(error instanceof assert.AssertionError)) throw error;
};

/** Whoever has no account: signs in wrongly until they are made to wait, and asks about a letter that is none. */
export async function comeWith(house: Pick<EveryRole, 'app'>, words: Words): Promise<void> {
  const { app } = house;
  const next = `/people/${words.of('/sign-in next')}`;
  const shown = await app.inject({ url: `/sign-in?next=${next}` });
  const typed = {
    email: `${words.of('/sign-in email')}@canary.example`,
    password: words.of('/sign-in password'),
    code: words.of('/sign-in/code code'),
    next,
  };
  const fields = { ...formFields(shown.body, '/sign-in'), ...typed };
  for (let time = 0; time < 6; time++) await post(app, '/sign-in', fields, cookiesOf(shown));
  await post(app, '/sign-in/code', fields, cookiesOf(shown));
  const letter = (await app.inject({ url: '/letter' })).body;
  for (const form of formsOn(letter)) await fillIn(house, words, { ...form, page: '/letter' }, '');
}
