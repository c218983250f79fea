import { apiExchange, briefly, codesOf, statusOf } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './finding.ts';

/** An answer counts once it is complete, or once a 4xx/5xx status was read. */
export const answered: Fact = (seen) => {
  const api = apiExchange(seen);
  if (api.kind === 'not_run') return unknown(api.why);
  return whether(statusOf(api) !== null, briefly(api));
};

/** A question on the API's status: unknown where there is none. */
function statusFact(test: (status: number) => boolean): Fact {
  return (seen) => {
    const api = apiExchange(seen);
    const status = statusOf(api);
    return status === null ? unknown(briefly(api)) : whether(test(status), briefly(api));
  };
}

/** Is the status one of these? */
export const statusIs = (...statuses: number[]): Fact => statusFact((status) => statuses.includes(status));

export const isServerError = statusFact((status) => status >= 500 || status === 408);

export const isRedirect = statusFact((status) => status >= 300 && status < 400);

/** A question on the error code: unknown where the body names none, so that the status alone must do. */
export function codeFact(...codes: string[]): Fact {
  return (seen) => {
    const api = apiExchange(seen);
    const said = codesOf(api);
    if (said.length > 0)
      return whether(
        said.some((code) => codes.includes(code)),
        `the code is ${said.join(', ')}`,
      );
    const status = statusOf(api);
    return status !== null && status < 400 ? no(briefly(api)) : unknown('the body names no error code');
  };
}

export const saysOverload = codeFact('too_many_requests', 'service_unavailable');
export const saysBlocked = codeFact('token_blocked', 'token_suspended');
export const saysNoToken = codeFact('missing_authorization');
/** Codes that leave no doubt; plain `unauthorized` does. */
export const saysTokenGone = codeFact('token_revoked', 'token_expired', 'token_not_found');

export const isInvalidRequest = statusIs(400, 405, 406, 413, 415, 422);

/** `X-RateLimit-Remaining` above 0 on a 429 hints at another limit than our app's own. */
export const quotaLeft: Fact = (seen) => {
  const api = apiExchange(seen);
  const remaining = api.kind === 'not_run' ? null : (api.rateLimit?.remaining ?? null);
  if (remaining === null) return unknown('the answer carries no rate-limit headers');
  return whether(remaining > 0, `${remaining} requests were left in the window`);
};

export const tokenSent: Fact = (seen) =>
  seen.me.kind === 'not_run' ? no(seen.me.why) : yes('the token is set');

/** A 200 alone proves nothing: a proxy's HTML page is a 200 too. */
export const asExpected: Fact = ({ me, identity }) => {
  if (me.kind !== 'answered') return unknown(briefly(me));
  if (me.status === 200 && identity?.kind === 'admin') return yes(briefly(me));
  if (me.body === 'json') return unknown(`${me.status} with JSON that is neither an admin nor a known error`);
  return no(`${me.status} with ${me.body === 'empty' ? 'an empty body' : `a body of ${me.body}`}`);
};

/** The second request to the same host, made without a token at the same time. */
export const otherRequestFailed: Fact = ({ edge }) => {
  if (edge.kind === 'not_run') return unknown(edge.why);
  const status = statusOf(edge);
  return whether(status === null || status >= 500, briefly(edge));
};
