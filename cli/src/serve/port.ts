import { createServer } from 'node:net';
import { Refused } from '@throughcare/records';

/** Reads PORT: a whole number from 1 to 65535, 3000 where nothing is said. */
export function readPort(given: string | undefined): number {
  if (given === undefined || given === '') return 3000;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refused(`PORT was "${given}"; it is a whole number from 1 to 65535. Nothing was started.`);
  }
  return port;
}

/** Looks, before anything else is begun, whether the port can be had. */
export async function refuseTakenPort(port: number): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | undefined>(resolve => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(undefined)));
  });
  if (error) throw wordsFor(error, port);
}

/** Why a port could not be had, in words. */
export function wordsFor(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Refused(
      `Port ${port} on this machine is taken by another program, perhaps by Throughcare itself. Nothing was started. ` +
        `Stop that program, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES') {
    return new Refused(
      `Port ${port} needs rights that this account does not have. Nothing was started. Choose a port above 1023.`,
    );
  }
  return error;
}
