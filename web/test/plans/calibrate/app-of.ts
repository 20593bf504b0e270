import type { Repository } from '@throughcare/records';
import type { Role } from '@throughcare/pathway';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import type { CalibrationDesk } from '../../../src/plans/calibrate/calibration-desk.ts';
import { signedInAs, testOptions, testServices } from '../../services.ts';

/** The pages over this desk, with so much of the record as a test needs. */
export function appOf(
  calibrationDesk: CalibrationDesk,
  records: Partial<Repository> = {},
): Promise<FastifyInstance> {
  const base = testServices({ calibrationDesk });
  const services = { ...base, records: { ...base.records, as: () => records as Repository } };
  return buildApp(testOptions({ services, now: () => Date.parse('2026-03-12T12:00:00Z') }));
}

export const as = (role: Role) => ({ cookie: signedInAs(role) });
