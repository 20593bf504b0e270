import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { design, ledgerAt, lookTakingIn, registerOf, registerText, releaseIn, run } from '../../src/index.ts';
import type { Ledger, Lock, Protocol, StudyReport } from '../../src/index.ts';
import { protocolOf, protocolText, smallProtocol, smallSource } from '../small-study.ts';

const top = mkdtempSync(join(tmpdir(), 'throughcare register '));
after(() => rmSync(top, { recursive: true }));

const day = (k: number): string => `2026-11-${String(k).padStart(2, '0')}T00:00:00.000Z`;
const look = (ledger: Ledger, protocol: Protocol, lock: Lock, at: string): StudyReport =>
  run(protocol, lock, smallSource(), at, lookTakingIn(ledger, { ...protocol, at })).report;
const lockOf = (protocol: Protocol, at: string, before?: Lock): Lock =>
  design(protocol, smallSource(), at, before).lock;
const changed = protocolOf(protocolText.replace('within_days: 365', 'within_days: 364'));

test('a study whose comparison told nothing stands in the register beside one that did, with every look', () => {
  const ledger = ledgerAt(join(top, 'null results'));
  look(ledger, smallProtocol, lockOf(smallProtocol, day(1)), day(1));
  look(ledger, smallProtocol, lockOf(smallProtocol, day(1)), day(2));
  ledger.append(day(3), () => ({
    kind: 'design',
    study: 'never run',
    question: 'And this?',
    madeUp: true,
    protocolSha256: 'a'.repeat(64),
    designSha256: 'b'.repeat(64),
  }));
  const { studies } = registerOf(ledger.entries());
  assert.deepEqual(
    studies.map(({ study, looks }) => [study, looks.length]),
    [
      ['small', 2],
      ['never run', 0],
    ],
  );
  const findings = studies[0].looks.flatMap(one => one.findings ?? []);
  // Two pairs at two looks; whatever they found, all four are there.
  assert.equal(findings.length, 4);
  assert.ok(findings.some(({ verdict }) => verdict === 'cannot tell yet'));
  const text = registerText(registerOf(ledger.entries()), ledger.name);
  assert.match(text, /cannot tell yet\. We cannot tell yet whether/);
  assert.match(text, /never run: And this\?/);
  assert.match(text, /designed 2026-11-03; no looks at its outcomes; 0 released/);
});

test('E15: a look counts though the lock was deleted, and a protocol changed after it is marked', () => {
  const ledger = ledgerAt(join(top, 'lock deleted'));
  assert.equal(
    look(ledger, smallProtocol, lockOf(smallProtocol, day(1)), day(1)).standsOn.changedAfterOutcomes,
    false,
  );
  // A new lock that knows of no look.
  const report = look(ledger, changed, lockOf(changed, day(2)), day(2));
  assert.equal(report.standsOn.looks, 2);
  assert.equal(report.standsOn.look.number, 2);
  assert.equal(report.standsOn.changedAfterOutcomes, true);
  const [study] = registerOf(ledger.entries()).studies;
  assert.equal(study.changedAfterOutcomes, true);
  assert.deepEqual(study.protocols, [smallProtocol.sha256, changed.sha256]);
});

test('a look that only the lock knows counts too, and one that both know counts once', () => {
  const ledger = ledgerAt(join(top, 'lock and ledger'));
  const first = run(smallProtocol, lockOf(smallProtocol, day(1)), smallSource(), day(1));
  const taking = lookTakingIn(ledger, { ...smallProtocol, at: day(2) });
  const second = run(smallProtocol, first.lock, smallSource(), day(2), taking);
  assert.equal(second.report.standsOn.looks, 2);
  const third = run(
    smallProtocol,
    second.lock,
    smallSource(),
    day(3),
    lookTakingIn(ledger, { ...smallProtocol, at: day(3) }),
  );
  assert.equal(third.report.standsOn.looks, 3);
});

test('a run that is broken off after it looked is in the register as that', () => {
  const ledger = ledgerAt(join(top, 'broken off'));
  const taking = lookTakingIn(ledger, { ...smallProtocol, at: day(1) });
  assert.throws(() =>
    run(smallProtocol, lockOf(smallProtocol, day(1)), smallSource(), day(1), (looks, decide) => {
      taking(looks, decide);
      throw new Error('the lights go out');
    }),
  );
  const [study] = registerOf(ledger.entries()).studies;
  assert.equal(study.looks[0].findings, undefined);
  assert.match(registerText(registerOf(ledger.entries()), ''), /broken off: outcomes were read/);
});

test('a release names who released it and who read it, and needs the very report that its run wrote', () => {
  const ledger = ledgerAt(join(top, 'release'));
  const report = look(ledger, smallProtocol, lockOf(smallProtocol, day(1)), day(1));
  const signed = { by: 'Ada Quill', reviewer: 'Tobin Ashgrove', at: day(2) };
  const altered = { ...report, question: 'Another?' };
  assert.throws(() => releaseIn(ledger, altered, signed), /altered since/);
  assert.throws(() => releaseIn(ledgerAt(join(top, 'elsewhere')), report, signed), /does not know the run/);
  assert.deepEqual(releaseIn(ledger, report, signed).signed, signed);
  // Read again from JSON it is the same report.
  const again = JSON.parse(JSON.stringify(report)) as StudyReport;
  releaseIn(ledger, again, { ...signed, reviewer: undefined, at: day(3) });
  const [{ releases }] = registerOf(ledger.entries()).studies;
  assert.deepEqual(
    releases.map(({ by, reviewer }) => [by, reviewer]),
    [
      ['Ada Quill', 'Tobin Ashgrove'],
      ['Ada Quill', undefined],
    ],
  );
  assert.match(
    registerText(registerOf(ledger.entries()), ''),
    /released by Ada Quill on 2026-11-02; read by Tobin Ashgrove/,
  );
});
