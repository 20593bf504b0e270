import { createHash } from 'node:crypto';

/**
 * The headers of every page. No script is allowed but on the few pages that name one, which may run
 * that one by the page's nonce and ask this service again; styles come from this service or carry the
 * page's nonce; nothing is fetched from, framed by or sent to anybody else (E30). There is no HSTS and no
 * upgrade-insecure-requests: on plain http over loopback they lock people out, and a proxy that speaks TLS sets them.
 */
export function pageHeaders(nonce: string, hasScript = false): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'self' 'nonce-${nonce}'`,
      ...(hasScript ? [`script-src 'nonce-${nonce}'`, "connect-src 'self'"] : []),
      "font-src 'self'",
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()',
  };
}

/** The same for a page that brings its own style sheet: that one, by its hash, and nothing else. */
export function standAloneHeaders(nonce: string, html: string): Record<string, string> {
  const headers = pageHeaders(nonce);
  const hashes = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, sheet]) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
  );
  const policy = headers['content-security-policy'].replace(
    /style-src [^;]*/,
    `style-src ${hashes.join(' ')}`,
  );
  return { ...headers, 'content-security-policy': policy };
}
