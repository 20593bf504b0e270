import { z } from 'zod';
import { figure, maturity } from './estimate-schema.ts';
import { pair, trap } from './pair-schema.ts';
import { count, kind, ledger, look, method, sha256, share } from './parts.ts';
import { missingCovariate } from './sensitivity-schema.ts';

const facts = z.strictObject({
  pseudoReconvictions: count,
  peopleWithPseudoReconviction: count,
  pseudoCounted: z.boolean(),
  convictedTooLate: count,
  undatedEvents: count,
  diedWithinWindow: count,
  insideCustody: count,
  unusableSpells: count,
  neverAtRisk: count,
});

/**
 * An exact report as JSON (`result.json`), restricted. Published as `schema/study-report.schema.json`. A key that is not
 * known is refused, and so is a number that is none.
 */
export const studyReportSchema = z.strictObject({
  format: z.literal('throughcare-study-report/2'),
  study: z.string(),
  question: z.string(),
  population: z.string(),
  madeUp: z.boolean(),
  doesNotShow: z.array(z.string()),
  standsOn: z.strictObject({
    protocolSha256: sha256,
    designSha256: sha256,
    lockedAt: z.string(),
    ranAt: z.string(),
    looks: z.int().min(1),
    changedAfterOutcomes: z.boolean(),
    look,
    ledger: ledger.optional(),
    extractedOn: z.string().optional(),
    files: z.array(z.strictObject({ file: z.string(), sha256, rows: count, rejected: count })),
    engine: z.string(),
  }),
  rejectedRows: z.array(z.strictObject({ file: z.string(), line: z.int().min(1), reason: z.string() })),
  attrition: z.array(
    z.strictObject({
      step: z.string(),
      removed: count,
      left: count,
      detail: z.array(z.strictObject({ what: z.string(), count })),
    }),
  ),
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      label: z.string(),
      programme: z.array(z.literal(['required', 'licence', 'voluntary'])),
      allowed: z.array(z.string()),
      assignedBy: z.string().optional(),
      timeZero: z.string(),
      n: count,
      madeOf: z.array(z.strictObject({ what: z.string(), count })),
    }),
  ),
  outcome: z.strictObject({
    detected: z.string().regex(/\bdetected\b/i),
    kind,
    windowDays: count,
    convictionLagDays: count,
    facts,
  }),
  maturity,
  method,
  missing: z.array(missingCovariate).optional(),
  traps: z.array(trap),
  pairs: z.array(pair),
  secondary: z.array(
    z.strictObject({
      name: z.string(),
      detected: z.string(),
      pairs: z.array(z.strictObject({ first: z.string(), second: z.string(), estimate: figure })),
    }),
  ),
  tests: z.strictObject({
    count,
    correction: z.string(),
    rows: z.array(
      z.strictObject({
        first: z.string(),
        second: z.string(),
        outcome: z.string(),
        p: share.optional(),
        adjustedP: share.optional(),
        standsAfterCorrection: z.boolean(),
      }),
    ),
  }),
  cells: z.array(
    z.strictObject({
      first: z.string(),
      second: z.string(),
      arm: z.string(),
      part: z.string(),
      kind: z.literal(['people', 'detected']),
      idsOf: z.string(),
      sketch: z.strictObject({ people: count, cells: z.string() }),
    }),
  ),
});
