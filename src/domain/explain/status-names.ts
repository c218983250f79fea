/** What statuses are called, by clients in their errors' names and by people in words. */
const named: readonly (readonly [status: number, names: string, spoken: RegExp | null])[] = [
  [400, 'BadRequest', /\bbad request\b/i],
  [401, 'Unauthorized Authentication Authorization TokenUnauthorized', null],
  [402, 'PaymentRequired', /\bpayment required\b/i],
  [403, 'Forbidden', null],
  [404, 'NotFound ResourceNotFound', null],
  [405, 'MethodNotAllowed', /\bmethod not allowed\b/i],
  [406, 'NotAcceptable', /\bnot acceptable\b/i],
  [407, 'ProxyAuthenticationRequired', /\bproxy authentication required\b/i],
  [408, 'RequestTimeout', /(?<!upstream )\brequest timeout\b(?! has)/i],
  [409, 'Conflict', null],
  [415, 'UnsupportedMediaType', /\bunsupported media type\b/i],
  [422, 'UnprocessableEntity UnprocessableContent', /\bunprocessable (?:entity|content)\b/i],
  [429, 'TooManyRequests RateLimit RateLimitExceeded RateLimited', /\btoo many requests\b/i],
  [499, 'ClientClosedRequest', /\bclient closed (?:the )?(?:request|connection)\b/i],
  [511, 'NetworkAuthenticationRequired', /\bcaptive portal\b|\bnetwork authentication required\b/i],
  [500, 'InternalServer InternalServerError Server ServerError', /\binternal server error\b/i],
  [502, 'BadGateway', /\bbad gateway\b/i],
  [503, 'ServiceUnavailable', /\bservice (?:is )?(?:temporarily )?unavailable\b|\bno healthy upstream\b/i],
  [504, 'GatewayTimeout', /\bgateway time-?out\b|\bupstream request timeout\b/i],
];
const byName = new Map(
  named.flatMap(([status, names]) => names.split(' ').map((name) => [name, status] as const)),
);

/** The status that an error's name means (`TooManyRequestsError`, `Net::HTTPUnauthorized`); null for none. */
export function statusByName(text: string): number | null {
  for (const [name] of text.slice(0, 5_000).matchAll(/(?<![\w-])[A-Z][A-Za-z]{5,60}(?![\w-])/g)) {
    const status = byName.get(
      name.replace(/(?:Error|Exception)$/, '').replace(/^(?:HTTP|Http|Intercom)/, ''),
    );
    // Clients also use this name for their own deadline (Ktor).
    if (name.endsWith('RequestTimeoutException')) continue;
    if (status !== undefined && /[a-z][A-Z]|^HTTP/.test(name)) return status;
  }
  return null;
}

/** The status that people mean by words (`bad gateway`); null for none. */
export function statusByWords(text: string): number | null {
  return named.find(([, , spoken]) => spoken?.test(text))?.[0] ?? null;
}
