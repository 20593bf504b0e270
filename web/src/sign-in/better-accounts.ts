import { createHmac, randomInt } from 'node:crypto';
import { z } from 'zod';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { symmetricEncrypt } from 'better-auth/crypto';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins';
import pg from 'pg';
import type { Accounts, SignedIn, SignInResult } from './accounts.ts';
import { lockOut, lockOutTable } from './lock-out.ts';

export interface AccountsOptions {
  /** A pool of its own: the role owns the schema of sign-in and can open nothing else. */
  readonly authUrl: string;
  readonly origin: string;
  /** Signs cookies and seals one-time-code keys; at least 32 characters, the same over restarts. */
  readonly secret: string;
  /** Everybody signs in with a one-time code too. Only a demonstration on loopback may say no (E39). */
  readonly requireCode: boolean;
  readonly now?: () => number;
}

export interface NewAccount {
  /** Under which the record knows them already; a fresh one where nobody does. */
  readonly userId?: string;
  readonly email: string;
  readonly name: string;
  /** At least 12 characters. */
  readonly password: string;
  /** The key of an authenticator app, where the account is to have one from the start. */
  readonly totp?: string;
}

export interface AccountStore extends Accounts {
  /** Makes an account, or finds the one with this e-mail address and leaves it as it is. Sign-up by others is closed. */
  createAccount(account: NewAccount): Promise<{ userId: string }>;
  close(): Promise<void>;
}

/** Half an hour without a click, or twelve hours in all, ends a session. */
const IDLE_SECONDS = 30 * 60;
const ABSOLUTE_MS = 12 * 60 * 60 * 1000;
const LONG_PASSWORD = 12;

function authOptions(pool: pg.Pool, options: AccountsOptions) {
  return {
    appName: 'Throughcare',
    baseURL: options.origin,
    secret: options.secret,
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: LONG_PASSWORD },
    session: { expiresIn: IDLE_SECONDS, updateAge: 60 },
    plugins: [
      twoFactor({ issuer: 'Throughcare', accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 } }),
    ],
    advanced: {
      cookiePrefix: 'throughcare',
      useSecureCookies: options.origin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid' },
    },
    // It would log e-mail addresses, and it would call home.
    logger: { disabled: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

/** Opens sign-in on its own schema, making or bringing up to date its tables. */
export async function openAccounts(options: AccountsOptions): Promise<AccountStore> {
  const pool = new pg.Pool({ connectionString: options.authUrl, max: 4, options: '-c search_path=auth' });
  pool.on('error', () => undefined); // an idle connection that the server closed; the next query opens another
  const settings = authOptions(pool, options);
  await (await getMigrations(settings)).runMigrations();
  await pool.query(lockOutTable);
  const auth = betterAuth(settings);
  const now = options.now ?? Date.now;
  const lock = lockOut(pool, now, email =>
    createHmac('sha256', options.secret).update(email).digest('base64url'),
  );

  const store: AccountStore = {
    async signedIn(headers) {
      const { headers: answered, response } = await auth.api.getSession({
        headers: cookieOnly(headers),
        returnHeaders: true,
      });
      if (!response) return undefined;
      const { session, user } = response;
      if (now() - session.createdAt.getTime() > ABSOLUTE_MS) {
        await auth.api.signOut({ headers: cookieOnly(headers) });
        return undefined;
      }
      return {
        userId: user.id,
        name: user.name,
        sessionId: session.id,
        mustSetUpCode: options.requireCode && !user.twoFactorEnabled,
        cookies: answered.getSetCookie(),
      } satisfies SignedIn;
    },

    async signIn(headers, email, password) {
      const minutes = await lock.minutesLeft(email);
      if (minutes > 0) return { outcome: 'locked', minutes };
      return attempt(
        async () => {
          const { headers: answered, response } = await auth.api.signInEmail({
            body: { email, password, rememberMe: true },
            headers: cookieOnly(headers),
            returnHeaders: true,
          });
          await lock.succeeded(email);
          const cookies = answered.getSetCookie();
          return 'twoFactorRedirect' in response ? { outcome: 'code', cookies } : { outcome: 'in', cookies };
        },
        async () => {
          const locked = await lock.failed(email);
          return locked > 0 ? { outcome: 'locked', minutes: locked } : { outcome: 'wrong' };
        },
      );
    },

    async giveCode(headers, code) {
      return attempt(
        async () => {
          const { headers: answered } = await auth.api.verifyTOTP({
            body: { code },
            headers: cookieOnly(headers),
            returnHeaders: true,
          });
          return { outcome: 'in', cookies: answered.getSetCookie() };
        },
        said => Promise.resolve(codeTrouble(said)),
      );
    },

    async signOut(headers) {
      const { headers: answered } = await auth.api.signOut({
        headers: cookieOnly(headers),
        returnHeaders: true,
      });
      return answered.getSetCookie();
    },

    async beginCode(headers, password) {
      const begun = await auth.api
        .enableTwoFactor({ body: { password, method: 'totp' }, headers: cookieOnly(headers) })
        .catch(onlyRefusals);
      if (!begun || !('totpURI' in begun)) return undefined;
      return { uri: begun.totpURI, key: new URL(begun.totpURI).searchParams.get('secret') ?? '' };
    },

    async invite({ userId, email, name }) {
      const { internalAdapter } = await auth.$context;
      const byAddress = (await internalAdapter.findUserByEmail(email))?.user;
      const known = byAddress ?? (userId === undefined ? null : await internalAdapter.findUserById(userId));
      if (known) return { userId: known.id, password: undefined };
      const password = firstPassword();
      const made = await store.createAccount({
        ...(userId !== undefined && { userId }),
        email,
        name,
        password,
      });
      return { userId: made.userId, password };
    },

    async renewPassword(userId) {
      const { internalAdapter, password: hashing } = await auth.$context;
      // A colleague may come from a sign-in of another kind, whose names are none of these ids.
      if (!z.uuid().safeParse(userId).success || !(await internalAdapter.findUserById(userId)))
        return undefined;
      const password = firstPassword();
      await internalAdapter.updatePassword(userId, await hashing.hash(password));
      await internalAdapter.deleteUserSessions(userId);
      return password;
    },

    async createAccount({ userId, email, name, password, totp }) {
      if (password.length < LONG_PASSWORD) {
        throw new RangeError(
          `A password has at least ${LONG_PASSWORD} characters; this one has ${password.length}.`,
        );
      }
      const context = await auth.$context;
      const known = await context.internalAdapter.findUserByEmail(email);
      if (known) return { userId: known.user.id };
      const user = await context.internalAdapter.createUser(
        {
          ...(userId === undefined ? {} : { id: userId }),
          email: email.toLowerCase(),
          name,
          emailVerified: true,
        },
        { method: 'admin' },
      );
      if (totp !== undefined) await context.internalAdapter.updateUser(user.id, { twoFactorEnabled: true });
      const hash = await context.password.hash(password);
      await context.internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: hash,
      });
      if (totp !== undefined) {
        const sealed = await symmetricEncrypt({ key: context.secretConfig, data: `base32:${totp}` });
        const row = { userId: user.id, secret: sealed, backupCodes: '', verified: true };
        await context.adapter.create({ model: 'twoFactor', data: row });
      }
      return { userId: user.id };
    },

    close: () => pool.end(),
  };
  return store;
}

/** Letters and digits that nobody takes for another, in groups: some 100 bits, to be read out or handed over once. */
function firstPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** The library sees the cookies and nothing else of a request: no address, no browser. */
function cookieOnly(headers: Headers): Headers {
  const cookie = headers.get('cookie');
  return new Headers(cookie === null ? {} : { cookie });
}

/** What the library says when it refuses: a code such as INVALID_CODE. Anything else is a fault and is thrown on. */
function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'APIError') return undefined;
  const { statusCode, body } = error as { statusCode?: number; body?: { code?: string } };
  return statusCode !== undefined && statusCode < 500 ? (body?.code ?? 'REFUSED') : undefined;
}

function onlyRefusals(error: unknown): undefined {
  if (refusalCode(error) === undefined) throw error;
  return undefined;
}

async function attempt(
  go: () => Promise<SignInResult>,
  refused: (code: string) => Promise<SignInResult>,
): Promise<SignInResult> {
  try {
    return await go();
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined) throw error;
    return refused(code);
  }
}

function codeTrouble(code: string): SignInResult {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return { outcome: 'locked', minutes: 15 };
  if (code === 'INVALID_CODE') return { outcome: 'wrong' };
  return { outcome: 'expired' };
}
