import { briefly, codesOf, messagesOf, statusOf } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { otherIn } from './origin.ts';
import { apiExchange } from './requests.ts';

/** A response counts once it's complete, or once a 4xx/5xx status has been read. */
export const answered: Fact = (observations) => {
  const api = apiExchange(observations);
  if (api.kind === 'not_run') return unknown(api.why);
  return whether(statusOf(api) !== null, briefly(api));
};

/** A question about the API's status: unknown if there is none. */
function statusFact(test: (status: number) => boolean): Fact {
  return (observations) => {
    const api = apiExchange(observations);
    const status = statusOf(api);
    return status === null ? unknown(briefly(api)) : whether(test(status), briefly(api));
  };
}

/** Is the status one of these? */
export const statusIs = (...statuses: number[]): Fact => statusFact((status) => statuses.includes(status));

/** Is the bad one among equal requests a 429? A request without a response isn't. */
export const hitLimit: Fact = (observations) => {
  const api = apiExchange(observations);
  return whether(statusOf(api) === 429, briefly(api));
};

/** Is it Intercom's own failure, as far as its contents show? A proxy's 503 is the proxy's. */
export const isServerError: Fact = (observations) => {
  const name = otherIn(apiExchange(observations));
  return name === null ? isError(observations) : no(`it is from ${name}`);
};

export const isError = statusFact((status) => status >= 500 || status === 408);

export const isRejected = statusFact((status) => status >= 300 && status < 500 && status !== 408);

export const isRedirect = statusFact((status) => status >= 300 && status < 400);

/** A question about the error code: unknown if the body has none, so that the status alone must do. */
export function codeFact(...codes: string[]): Fact {
  return (observations) => {
    const api = apiExchange(observations);
    const found = codesOf(api);
    if (found.length > 0)
      return whether(
        found.some((code) => codes.includes(code)),
        `the code is ${found.join(', ')}`,
      );
    const status = statusOf(api);
    return status !== null && status < 400 ? no(briefly(api)) : unknown('the body names no error code');
  };
}

export const saysOverload = codeFact('too_many_requests', 'service_unavailable');
export const saysBlocked = codeFact('token_blocked');
export const saysSuspended = codeFact('token_suspended');
export const saysNoToken = codeFact('missing_authorization');
export const saysRevoked = codeFact('token_revoked');
export const saysNotFound = codeFact('token_not_found');
export const saysExpired = codeFact('token_expired');

/** Does it reject the API version? This bot pins its own, so that says nothing about our service. */
export const saysVersion: Fact = (observations) => {
  const messages = messagesOf(apiExchange(observations));
  return /\bapi version\b/i.test(messages)
    ? yes(`the message is “${messages.slice(0, 120)}”`)
    : codeFact('intercom_version_invalid')(observations);
};

export const isInvalidRequest = statusIs(400, 405, 406, 413, 415, 422);

/** `X-RateLimit-Remaining` above 0 on a 429 suggests a limit other than our app's own. */
export const quotaLeft: Fact = (observations) => {
  const api = apiExchange(observations);
  const remaining = api.kind === 'not_run' ? null : (api.rateLimit?.remaining ?? null);
  if (remaining === null) return unknown('the response has no rate-limit headers');
  return whether(remaining > 0, `${remaining} requests were left in the window`);
};

export const tokenSent: Fact = (observations) =>
  observations.me.kind === 'not_run' ? no(observations.me.why) : yes('the token is set');

/** Does the 429 show whose limit it is, by an Intercom error or rate-limit headers? `retry_after` only says to wait. */
export const limitExplained: Fact = (observations) => {
  const api = apiExchange(observations);
  if (api.kind === 'not_run') return unknown(api.why);
  if (api.rateLimit !== null) return yes('it has rate-limit headers');
  const telling = api.errors.some(({ code }) => code !== 'retry_after');
  return whether(
    telling,
    telling ? 'the body is an Intercom error' : 'no rate-limit headers and no clear error',
  );
};

/** Do the searches fail with a 5xx or without a response, rather than with a rejection? */
export const brokeOff: Fact = (observations) => {
  const status = statusOf(apiExchange(observations));
  return whether(status === null || status >= 500 || status === 408, briefly(apiExchange(observations)));
};

/** Did the deadline end the request? */
export const timedOut: Fact = (observations) => {
  const api = apiExchange(observations);
  return whether(api.kind === 'failed' && api.timedOut, briefly(api));
};

/** Is the response something below 500 that the same request didn't get a moment ago? */
export const refusedOrOdd: Fact = (observations) => {
  const status = statusOf(apiExchange(observations));
  return whether(status !== null && status < 500 && status !== 408, briefly(apiExchange(observations)));
};

/** `/me` names the workspace's region, and a different one is configured. */
export const regionDiffers: Fact = ({ identity, region }) => {
  if (!identity?.region) return no('/me names no region');
  return whether(identity.region !== region, `/me says ${identity.region}, configured is ${region}`);
};
