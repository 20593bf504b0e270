import { suite } from 'node:test';
import { pathToFileURL } from 'node:url';

// The test files that are named, one after the other in this one process: each is a suite, so that its hooks are its own.
// Where a file waits only for what does not keep a process alive, the files after it would never be run.
const awake = setInterval(() => {}, 60_000);
for (const file of process.argv.slice(2)) {
  await suite(file, async () => {
    await import(pathToFileURL(file).href);
  });
}
clearInterval(awake);
