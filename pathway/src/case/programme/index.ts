export * from './completion.ts';
export * from './enrolment.ts';
export * from './status.ts';
