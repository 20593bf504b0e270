import { dispatch } from './dispatch.ts';
import { arrive } from './commands/arrive.ts';
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { exportAll } from './commands/export.ts';
import { extract } from './commands/extract.ts';
import { importAll } from './commands/import.ts';
import { keys } from './commands/keys.ts';
import { link } from './commands/link.ts';
import { plan } from './commands/plan.ts';
import { restore } from './commands/restore.ts';
import { records } from './commands/records/records.ts';
import { retention } from './commands/retention.ts';
import { serve } from './commands/serve.ts';
import { stats } from './commands/stats/stats.ts';
import { study } from './commands/study/study.ts';
import { tonight } from './commands/tonight.ts';
import { workOut } from './commands/work-out.ts';

const commands = [
  serve,
  extract,
  link,
  study,
  stats,
  plan,
  audit,
  backup,
  restore,
  exportAll,
  importAll,
  arrive,
  records,
  keys,
  retention,
  tonight,
  workOut,
];

process.exitCode = await dispatch(commands, process.argv.slice(2), {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
});
