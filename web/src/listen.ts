import { buildApp, type AppOptions } from './app.ts';

/** A running service: where it is, and how to stop it. */
export interface Running {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Builds the application and listens. Demonstration accounts work on loopback only (E39), so a demonstration listens
 * nowhere else. Port 0 takes a free one. A taken port is an `EADDRINUSE` error of the system, for the command to word.
 */
export async function listen(
  options: Omit<AppOptions, 'origin' | 'printedOrigin'> & {
    readonly port: number;
    readonly host?: string;
    /** The public address, where it is not this machine's; it stands on letters too. */
    readonly origin?: string;
  },
): Promise<Running> {
  const { port, host = '127.0.0.1', ...rest } = options;
  if (options.demonstration && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new RangeError(
      `The demonstration listens on this machine only; it was asked to listen on ${host}.`,
    );
  }
  const app = await buildApp({
    ...rest,
    origin: options.origin ?? `http://${host}:${port}`,
    ...(options.origin === undefined ? {} : { printedOrigin: options.origin }),
  });
  await app.listen({ port, host });
  const address = app.server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const origin = options.origin ?? `http://${host}:${taken}`;
  options.log({ what: 'listening', origin });
  return {
    origin,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
