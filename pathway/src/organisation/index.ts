export * from './apart.ts';
export * from './cover.ts';
export * from './programme.ts';
export * from './retention.ts';
export * from './setting.ts';
export * from './team.ts';
export * from './unanswered.ts';
export * from './looked-into.ts';
