export { buildApp, listRoutes, type AppOptions } from './app.ts';
export { noAnalysis, readAnalysis, type Analysis } from './analysis/read-analysis.ts';
export { usualWork, workOut, type WorkOutOptions } from './analysis/work-out/work-out.ts';
export { listen, type Running } from './listen.ts';
export { logNothing, logToStderr, type Log, type LogLine } from './frame/log.ts';
export type { RecordsDoor, Services, Staff, TryAs } from './services.ts';
export {
  openAccounts,
  type AccountsOptions,
  type AccountStore,
  type NewAccount,
} from './sign-in/better-accounts.ts';
export type { Accounts } from './sign-in/accounts.ts';
export { tonightAlone } from './help/tonight/route.ts';
export { openCalibrationDesk, type CalibrationDesk } from './plans/calibrate/calibration-desk.ts';
export { openPlanDesk, type PlanDesk } from './plans/try/plan-desk.ts';
export { noStudyDesk, openStudyDesk, type StudyDesk } from './study-desk/desk.ts';
