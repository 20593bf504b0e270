import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { release, releaseSchema, studyReportSchema } from '../../../src/index.ts';
import type { StudyReport } from '../../../src/index.ts';
import { SCHEMAS } from '../../../schema/schemas.ts';
import { REPLICATED, runStudy } from '../../replication/replicated-studies.ts';
import { protocolText, smallFiles } from '../../small-study.ts';

/** As a reader of the file has it. */
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const faultsOf = (schema: typeof studyReportSchema | typeof releaseSchema, value: unknown): string[] => {
  const parsed = schema.safeParse(json(value));
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

function assertValid(report: StudyReport): void {
  assert.deepEqual(faultsOf(studyReportSchema, report), []);
  assert.deepEqual(faultsOf(releaseSchema, release(report)), []);
  assert.deepEqual(
    faultsOf(releaseSchema, {
      ...release(report),
      signed: { by: 'A. Analyst', reviewer: undefined, at: '2026-11-03' },
    }),
    [],
  );
}

for (const [name, make] of Object.entries(REPLICATED)) {
  test(`a report and its release stand by the published schemas: ${name}`, () =>
    assertValid(make().run.report));
}

test('reports of few people and of many, whatever was drawn, stand by the published schemas', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 1, max: 1000 }), (people, seed) => {
      assertValid(runStudy(protocolText, smallFiles(people, seed)).run.report);
    }),
    { numRuns: 12 },
  );
});

const { report } = runStudy(protocolText, smallFiles(300)).run;

test('a key that nobody knows is refused, wherever it stands', () => {
  for (const schema of [studyReportSchema, releaseSchema]) {
    const whole = json(schema === studyReportSchema ? report : release(report));
    const places = objectsIn(whole);
    assert.ok(places.length > 50);
    for (const place of places) {
      place['extra'] = 1;
      assert.ok(!schema.safeParse(whole).success || isRecord(place), Object.keys(place).join());
      delete place['extra'];
    }
    assert.ok(schema.safeParse(whole).success);
  }
});

/** Numbers by name, where any name is allowed. */
const isRecord = (place: Record<string, unknown>): boolean =>
  Object.values(place).every(value => typeof value === 'number');

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.slice(0, 3).flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

test('a report without its interval, its people or its assumptions is none (E12)', () => {
  for (const part of ['interval', 'arms', 'followUp', 'maturity', 'method', 'assumptions', 'sensitivity']) {
    const [pair] = report.pairs;
    const { [part]: _, ...headline } = pair.headline as unknown as Record<string, unknown>;
    assert.notDeepEqual(faultsOf(studyReportSchema, { ...report, pairs: [{ ...pair, headline }] }), [], part);
  }
});

test('a number that is none is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const pairs = report.pairs.map(pair => ({ ...pair, worstImbalance: value }));
    assert.notDeepEqual(faultsOf(studyReportSchema, { ...report, pairs }), []);
  }
});

test('the published files are what the parsers give', () => {
  for (const [name, text] of Object.entries(SCHEMAS)) {
    const published = readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8');
    assert.deepEqual(JSON.parse(published), JSON.parse(text), `run node evidence/schema/write.ts: ${name}`);
  }
});
