import assert from 'node:assert/strict';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { STEPS } from '../../../src/commands/study/subcommands.ts';
import { call, freshFolder, root, spawned } from './calling.ts';

/** The words of an example, with those in quotation marks whole. */
function wordsOf(example: string): string[] {
  return [...example.replace(/^throughcare study /, '').matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain,
  );
}

test('the examples of the help run one after the other, each as a process, and leave what they say', async () => {
  const folder = freshFolder();
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  cpSync(join(root, 'evidence', 'data-lab'), join(folder, 'evidence', 'data-lab'), { recursive: true });
  for (const made of ['ledger', 'study.lock.json'])
    rmSync(join(folder, 'examples', 'first-study', made), { recursive: true, force: true });
  for (const { name, example } of STEPS) {
    const { status, err } = await spawned(folder, wordsOf(example));
    assert.equal(status, 0, `${name}: ${err}`);
  }
  for (const file of ['my-study.yaml', 'results/result.json', 'results/release/release.json', 'upload.csv'])
    assert.ok(existsSync(join(folder, file)), file);
});

test('the help of a step names every option, and says its example', async () => {
  for (const { name, options, example } of STEPS) {
    const { status, out } = await call('help', name);
    assert.equal(status, 0);
    for (const option of options) assert.ok(out.includes(`--${option.name}`), option.name);
    assert.ok(out.includes(example));
    assert.equal((await call(name, '--help')).out, out);
  }
  assert.match((await call('help')).out, /throughcare study register --ledger DIR/);
});

test('a wrong call is told in a sentence, with how it is written and status 2', async () => {
  const wrong: readonly (readonly [string[], RegExp])[] = [
    [[], /Say which step: init, design, run/],
    [['look', 'x.yaml'], /There is no step "look"/],
    [['ruin'], /Did you mean run\?/],
    [['run'], /study run needs FILE/],
    [['run', 'x.yaml'], /study run also needs --data PATH/],
    [['run', 'x.yaml', 'y.yaml', '--data', 'z'], /takes one FILE; 2 were given/],
    [['run', 'x.yaml', '--date', 'y'], /no option --date. Did you mean --data\?/],
    [['run', 'x.yaml', '--data'], /--data needs a value/],
    [['run', 'x.yaml', '--data', 'y', '--data', 'z'], /--data is given twice/],
    [['run', 'x.yaml', '--data', 'y', '--json=no'], /--json takes no value/],
    [['design', 'x.yaml', '--data', 'y', '--out', 'z'], /study design has no option --out/],
    [['release', 'x'], /study release also needs --by NAME/],
    [['register', 'x'], /takes options only/],
  ];
  for (const [args, words] of wrong) {
    const { status, out, err } = await call(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(err, words);
    assert.match(err, /throughcare study/);
  }
});
