/** Somebody who has shown who they are. What they may do is not known here: that stands in the record. */
export interface SignedIn {
  readonly userId: string;
  readonly name: string;
  /** Names the session in form tokens; it is not what the cookie holds. */
  readonly sessionId: string;
  /** The service wants a one-time code from everybody, and this account has none yet. */
  readonly mustSetUpCode: boolean;
  /** Whole Set-Cookie lines, when the session was made longer. */
  readonly cookies: readonly string[];
}

/** How an attempt to sign in ended. */
export type SignInResult =
  | { readonly outcome: 'in'; readonly cookies: readonly string[] }
  | { readonly outcome: 'code'; readonly cookies: readonly string[] }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'locked'; readonly minutes: number }
  | { readonly outcome: 'expired' };

/** What an authenticator app needs once. */
export interface CodeSetUp {
  readonly key: string;
  readonly uri: string;
}

/** Sign-in and nothing else: who somebody is, never what they may do. */
export interface Accounts {
  signedIn(headers: Headers): Promise<SignedIn | undefined>;
  signIn(headers: Headers, email: string, password: string): Promise<SignInResult>;
  giveCode(headers: Headers, code: string): Promise<SignInResult>;
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Begins the set-up of one-time codes; undefined when the password is not right. */
  beginCode(headers: Headers, password: string): Promise<CodeSetUp | undefined>;
  /**
   * Makes an account with a first password, which is shown once and kept nowhere; without one where this e-mail
   * address, or this person, has an account already, which stays as it is. What they may do here is the record’s to say.
   */
  invite(person: {
    /** Under which the record knows them already; a fresh one where nobody does. */
    readonly userId?: string;
    readonly email: string;
    readonly name: string;
  }): Promise<{ readonly userId: string; readonly password: string | undefined }>;
  /**
   * Puts a new password in the place of somebody’s, shown once and kept nowhere, and ends every session of theirs.
   * Undefined where there is no such account.
   */
  renewPassword(userId: string): Promise<string | undefined>;
}
