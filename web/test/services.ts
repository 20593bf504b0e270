import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@throughcare/pathway';
import type { AppOptions } from '../src/app.ts';
import { noAnalysis } from '../src/analysis/read-analysis.ts';
import { logNothing } from '../src/frame/log.ts';
import type { Repository, Services } from '../src/services.ts';
import { openCalibrationDesk } from '../src/plans/calibrate/calibration-desk.ts';
import { openPlanDesk } from '../src/plans/try/plan-desk.ts';
import { noStudyDesk } from '../src/study-desk/desk.ts';
import { shortPlans } from './short-plans.ts';

/** Signs a test's requests in: `cookie: signedInAs('practitioner')`. Only the accounts below understand it. */
export function signedInAs(...held: Role[]): string {
  return `test-session=${held.join('+')}`;
}

/** Where the scenario files of the repository lie, cut short. */
export const scenarioFolder = shortPlans();
const planDesk = openPlanDesk({
  folder: join(tmpdir(), 'throughcare-no-plans'),
  scenarios: scenarioFolder,
  replications: { draft: 2, whole: 2 },
});

/** Where the plan of one small service lies, with figures that were seen of it. */
export const calibrationFolder = join(import.meta.dirname, '..', '..', 'examples', 'calibration');
const calibrationDesk = openCalibrationDesk({
  folder: join(tmpdir(), 'throughcare-no-calibrations'),
  scenarios: [scenarioFolder, calibrationFolder],
  runs: 100,
  draws: 20,
});

const nobodyCalls = () => Promise.reject(new Error('This test gave no caller desk.'));

/** Services without a database, for tests of pages alone. */
export function testServices(given: Partial<Services> = {}): Services {
  return {
    accounts: {
      renewPassword: () => Promise.resolve('canary-new-word'),
      signedIn: headers => {
        const held = /(?:^|; )test-session=([a-z_+]*)/.exec(headers.get('cookie') ?? '')?.[1];
        return Promise.resolve(
          held === undefined
            ? undefined
            : {
                userId: held,
                name: 'Ines Vale',
                sessionId: `session-${held}`,
                mustSetUpCode: false,
                cookies: [],
              },
        );
      },
      signIn: () => Promise.resolve({ outcome: 'wrong' as const }),
      giveCode: () => Promise.resolve({ outcome: 'wrong' as const }),
      signOut: () => Promise.resolve([]),
      beginCode: () => Promise.resolve(undefined),
      invite: ({ email }) =>
        Promise.resolve({ userId: `account-${email.split('@')[0]}`, password: 'canary-word' }),
    },
    records: {
      as: () => ({}) as Repository,
      asCaller: () => ({ open: nobodyCalls, withCode: nobodyCalls }),
      letterStanding: () => Promise.resolve('not_known' as const),
      memberships: userId =>
        Promise.resolve([
          {
            organisationId: '00000000-0000-4000-8000-000000000001',
            name: 'Ines Vale',
            roles: userId.split('+').filter(Boolean) as Role[],
          },
        ]),
    },
    analysis: noAnalysis,
    studyDesk: noStudyDesk,
    planDesk,
    calibrationDesk,
    helplineOf: '00000000-0000-4000-8000-000000000001',
    ...given,
  };
}

export const testKey = Buffer.alloc(32, 7);

/** Options for `buildApp` in a test. */
export function testOptions(given: Partial<AppOptions> = {}): AppOptions {
  return {
    services: testServices(),
    demonstration: true,
    origin: 'http://127.0.0.1:3000',
    key: testKey,
    log: logNothing,
    ...given,
  };
}
