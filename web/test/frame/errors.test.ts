import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import { failures, type FailureCode } from '../../src/errors.ts';
import { failure } from '../../src/frame/answer.ts';
import { failureOf } from '../../src/frame/failure-of.ts';
import { path } from '../../src/frame/path.ts';
import { anybody, caller } from '../../src/frame/policy.ts';
import { route } from '../../src/frame/route.ts';
import { testOptions } from '../services.ts';

const codes = Object.keys(failures) as FailureCode[];

test('every failure is a page with its status that says what is the matter, what is safe and what to do', async () => {
  for (const code of codes) {
    for (const policy of [anybody, caller]) {
      const fails = route({ method: 'GET', path: path('/fails'), policy, handle: () => failure(code) });
      const app = await buildApp(testOptions({ extraRoutes: [fails] }));
      const answer = await app.inject({ url: '/fails' });
      assert.equal(answer.statusCode, failures[code].status);
      const text = answer.body.replaceAll('&#39;', "'");
      for (const words of [
        failures[code].title,
        failures[code].words,
        failures[code].safe,
        failures[code].next,
      ]) {
        assert.ok(text.includes(words), `${code}: ${words}`);
      }
    }
  }
});

test('E29: a failure on a caller’s page keeps its neutral title, its way out and the numbers', async () => {
  const app = await buildApp(testOptions());
  const { body } = await app.inject({ url: '/help/nowhere/at/all' });
  assert.match(body, /<title>Sorry – Throughcare<\/title>/);
  assert.match(body, /Leave this page/);
  assert.match(body, /116 123/);
});

test('an error of the network to the database is told apart from one of ours', () => {
  const system = (code: string, syscall: string) => Object.assign(new Error('x'), { code, syscall });
  assert.equal(failureOf(system('ECONNREFUSED', 'connect')), 'databaseDown');
  assert.equal(failureOf(system('ENOENT', 'connect')), 'databaseDown');
  assert.equal(failureOf(system('ENOENT', 'open')), 'serverError');
  assert.equal(failureOf(Object.assign(new Error('x'), { code: '57P01' })), 'databaseDown');
  assert.equal(failureOf(Object.assign(new Error('x'), { code: '23505' })), 'serverError');
  assert.equal(failureOf(new Error('Connection terminated unexpectedly')), 'databaseDown');
  assert.equal(failureOf(Object.assign(new Error('x'), { name: 'NotAllowed' })), 'forbidden');
  assert.equal(failureOf('a string'), 'serverError');
});

test('E22: an erasure that could not be noted outside the database is never told as one that was not saved', () => {
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write' });
  const unnoted = Object.assign(new Error('It was erased.', { cause: full }), { name: 'ErasedUnnoted' });
  const code = failureOf(unnoted);
  assert.equal(code, 'erasedUnnoted');
  assert.doesNotMatch(Object.values(failures[code]).join(' '), /not saved|Nothing was saved/);
});
