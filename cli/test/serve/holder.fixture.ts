import { spawn } from 'node:child_process';
import { endWithUs } from '../../src/serve/end-with-us.ts';

/** A process with a busy child that ends with it; says the child's id, then waits to be killed. */
const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
endWithUs(busy);
process.stdout.write(`${busy.pid}\n`);
setInterval(() => {}, 1000);
