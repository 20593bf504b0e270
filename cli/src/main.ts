import type { Command } from './command.ts';
import { dispatch } from './dispatch.ts';

/** Each comes in when it is asked for: a plan needs neither the record nor the pages, nor the memory they take. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  extract: async () => (await import('./commands/extract.ts')).extract,
  link: async () => (await import('./commands/link.ts')).link,
  study: async () => (await import('./commands/study/study.ts')).study,
  stats: async () => (await import('./commands/stats/stats.ts')).stats,
  plan: async () => (await import('./commands/plan.ts')).plan,
  audit: async () => (await import('./commands/audit.ts')).audit,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  export: async () => (await import('./commands/export.ts')).exportAll,
  import: async () => (await import('./commands/import.ts')).importAll,
  'sign-in': async () => (await import('./commands/sign-in.ts')).signIn,
  arrive: async () => (await import('./commands/arrive.ts')).arrive,
  records: async () => (await import('./commands/records/records.ts')).records,
  keys: async () => (await import('./commands/keys.ts')).keys,
  retention: async () => (await import('./commands/retention.ts')).retention,
  tonight: async () => (await import('./commands/tonight.ts')).tonight,
  'work-out': async () => (await import('./commands/work-out.ts')).workOut,
};

const args = process.argv.slice(2);
const named = Object.hasOwn(commands, args[0] ?? '') ? [commands[args[0]]] : Object.values(commands);
process.exitCode = await dispatch(await Promise.all(named.map(load => load())), args, {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
});
