import { randomBytes, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { failures, type FailureCode } from './errors.ts';
import { readAssets } from './frame/assets.ts';
import { answerBroken } from './frame/broken-request.ts';
import { failureOf } from './frame/failure-of.ts';
import { sayError, type Log } from './frame/log.ts';
import { sayPolicy, type Policy } from './frame/policy.ts';
import type { Route } from './frame/route.ts';
import { sendFailure, type Asked } from './frame/send.ts';
import { serve, type House } from './frame/serve.ts';
import { templates } from './frame/templates.ts';
import { oddity } from './frame/oddity.ts';
import { routes } from './routes.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
  }
}

export interface AppOptions {
  readonly services: Services;
  /** Made-up people: says so on every page and on every print of one (E39). */
  readonly demonstration: boolean;
  /** Where people reach it, such as http://127.0.0.1:3000. With https, cookies are marked Secure. */
  readonly origin: string;
  /** The address that is printed on letters, such as https://desk.example; where none was set, the one that was asked. */
  readonly printedOrigin?: string;
  /** 32 bytes that stay the same over restarts; form tokens and short-lived proofs are made with it. */
  readonly key: Buffer;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds in which a request has to have arrived whole. */
  readonly slowest?: number;
  /** For tests of the frame itself. */
  readonly extraRoutes?: readonly Route[];
}

/** The largest form: ten thousand characters of any script, escaped, and room to spare. */
const BODY_LIMIT = 256 * 1024;
/** An extract on a slow line takes minutes; whoever sends a byte now and then to hold a connection is cut off. */
const SLOWEST = 300_000;

/**
 * The application, ready to be injected or to listen. Only declared routes can be registered: one without a policy
 * stops the start.
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const declared = [...routes, ...(options.extraRoutes ?? [])];
  const assets = readAssets();
  const house: House = {
    templates: templates(options.demonstration),
    assets,
    routes: declared,
    demonstration: options.demonstration,
    ...(options.printedOrigin === undefined ? {} : { printedOrigin: options.printedOrigin }),
    secureCookies: options.origin.startsWith('https:'),
    newNonce: () => randomBytes(16).toString('base64'),
    services: options.services,
    log: options.log,
    now: options.now ?? Date.now,
    key: options.key,
  };
  const slowest = options.slowest ?? SLOWEST;
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    requestTimeout: slowest,
    // A request that names no host is answered below: the system's own answer has neither words nor our headers.
    http: { connectionsCheckingInterval: Math.min(slowest, 30_000), requireHostHeader: false },
    clientErrorHandler: answerBroken,
    frameworkErrors: (error, request, reply) => {
      sendFailure(reply, house, askedBlindly(request.url, undefined), failed(failureOf(error)));
    },
  });
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(cookie);

  app.addHook('onRoute', registered => {
    if (!registered.config?.policy)
      throw new Error(`The route ${registered.url} was registered without a policy.`);
  });
  // What the system would answer by itself, without our words and headers, or not at all.
  app.server.on('connect', (_request, socket: Socket) =>
    answerBroken(new Error('nobody is let through'), socket),
  );
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', (request, reply, done) => {
    const refused = oddity(request.raw);
    if (refused === undefined) return done();
    sendFailure(reply, house, askedBlindly(request.url, undefined), failed(refused));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    house.log({ what: 'answered', route, method: request.method, status: reply.statusCode, ms });
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const code = failureOf(error);
    const reference = failures[code].status >= 500 ? randomBytes(4).toString('hex') : undefined;
    const route = request.routeOptions.url ?? 'none';
    if (reference) house.log({ what: 'failed', route, reference, ...sayError(error) });
    sendFailure(
      reply,
      house,
      askedBlindly(request.url, request.routeOptions.config.policy),
      failed(code, reference),
    );
  });
  app.setNotFoundHandler((request, reply) => {
    sendFailure(reply, house, askedBlindly(request.url, undefined), failed('notFound'));
  });

  for (const asset of assets.list) {
    app.get(asset.href, { config: { policy: { who: 'public' } } }, (_request, reply) => {
      void reply.headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      });
      return reply.type(asset.type).send(asset.body);
    });
  }
  const declare = (to: FastifyInstance, route: Route) =>
    to.route({
      method: route.method,
      url: route.pattern,
      config: { policy: route.policy },
      handler: async (request, reply) => {
        await serve(house, route, request, reply);
        return reply;
      },
    });
  for (const route of declared.filter(one => !one.upload)) declare(app, route);
  await app.register((uploads, _options, done) => {
    // Nowhere else is a file even read; here the page reads it piece by piece.
    uploads.addContentTypeParser('multipart/form-data', (_request, body, taken) => taken(null, body));
    for (const route of declared.filter(one => one.upload)) declare(uploads, route);
    done();
  });
  await app.ready();
  return app;
}

function failed(code: FailureCode, reference?: string) {
  return reference === undefined ? { code } : { code, reference };
}

/** A failure before anybody was asked who they are: a caller's page keeps its own frame. */
function askedBlindly(url: string, policy: Policy | undefined): Asked {
  const isHelp = policy?.who === 'caller' || /^\/help(\/|$|\?)/.test(url);
  return {
    policy: isHelp ? { who: 'caller' } : { who: 'public' },
    pattern: '',
    who: undefined,
    token: '',
    command: randomUUID(),
  };
}

/** Every declared route with who may open it, one a line, for the documentation and its test. */
export function listRoutes(list: readonly Route[] = routes): string[] {
  return list.map(({ method, pattern, policy }) => `${method} ${pattern} (${sayPolicy(policy)})`);
}
