import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, isEstimate, run, sourceOf } from '../../src/index.ts';
import type { PairReport } from '../../src/index.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

function pairsOf(added: string, estimand = 'ATO', files = smallFiles(500)): readonly PairReport[] {
  const protocol = protocolOf(`${protocolText.replace('estimand: ATO', `estimand: ${estimand}`)}${added}`);
  const source = sourceOf(files);
  return run(protocol, design(protocol, source, at).lock, source, at).report.pairs;
}

test('the bootstrap weights anew in each replicate, so that it finds the error that M-estimation finds', () => {
  const replicates = 400;
  for (const pair of pairsOf(`bootstrap: { replicates: ${replicates}, seed: 7 }\n`)) {
    const found = pair.sensitivity?.bootstrap;
    assert.ok(found !== undefined && isEstimate(pair.headline), JSON.stringify(pair.sensitivity?.notMade));
    const m = pair.effects.find(({ by }) => by === 'M-estimation');
    assert.ok(m !== undefined);
    assert.ok(Math.abs(found.standardError / m.standardError - 1) < 4 / Math.sqrt(2 * replicates) + 0.05);
    assert.ok(found.percentile.lower < pair.headline.value && pair.headline.value < found.percentile.upper);
    assert.ok(found.bca !== undefined && found.bca.lower < found.bca.upper);
    assert.equal(found.percentile.level, pair.headline.interval.level);
    assert.match(found.sentence, /drawn anew 400 times \(seed 7\), weights and all/);
  }
});

test('the order of rows does not matter to who is drawn', () => {
  const files = smallFiles(300);
  const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
  const turned = { ...files, 'people.csv': `${[header, ...rows.reverse()].join('\n')}\n` };
  const how = 'bootstrap: { replicates: 100, seed: 3 }\n';
  const [one, other] = [pairsOf(how, 'ATT', files)[0], pairsOf(how, 'ATT', turned)[0]];
  const [a, b] = [one.sensitivity?.bootstrap, other.sensitivity?.bootstrap];
  assert.ok(a !== undefined && b !== undefined);
  assert.ok(Math.abs(a.standardError - b.standardError) < 1e-9);
  assert.ok(Math.abs(a.percentile.lower - b.percentile.lower) < 1e-9);
});

test('after matching the bootstrap is not made, and the report says why', () => {
  const [pair] = pairsOf('bootstrap: { replicates: 100 }\ndesign: { by: matching }\n', 'ATT');
  assert.equal(pair.sensitivity?.bootstrap, undefined);
  assert.ok(
    pair.sensitivity?.notMade.some(({ name, why }) => name === 'bootstrap' && /after matching/.test(why)),
  );
});

test('nothing is drawn where nobody asked for it', () => {
  for (const pair of pairsOf('')) assert.equal(pair.sensitivity?.bootstrap, undefined);
});
