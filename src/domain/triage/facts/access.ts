import { apiExchange, briefly, codesOf, messagesOf, statusOf } from './exchange.ts';
import { type Fact, unknown, whether, yes } from './finding.ts';

/** Intercom's help (article 13941009): the token is checked first, then the address, and a 403 follows. */
export const allowlistMessage = /allow-?\s?list|white-?list|\bip address\b/i;
/** A message that names a plan or subscription. */
export const planMessage = /\bplans?\b|subscription|upgrade/i;
/** A message that names a scope. */
export const scopeMessage = /\bscopes?\b/i;

export const planRestricted: Fact = (seen) => {
  const api = apiExchange(seen);
  if (statusOf(api) === 402) return yes(briefly(api));
  const codes = codesOf(api);
  if (codes.includes('api_plan_restricted')) return yes('the code is api_plan_restricted');
  return byMessage(planMessage)(seen);
};

export const outsideAllowlist: Fact = (seen) => byMessage(allowlistMessage)(seen);

/** Intercom refuses in JSON. HTML comes from a firewall or proxy on the way. */
export const refusedByIntercom: Fact = (seen) => {
  const api = apiExchange(seen);
  if (api.kind !== 'answered') return unknown(briefly(api));
  if (api.errors.length > 0) return yes('the body is an Intercom error');
  if (api.body === 'json') return unknown('the body is JSON, but no Intercom error');
  return whether(false, api.body === 'empty' ? 'the body is empty' : `the body is ${api.body}`);
};

function byMessage(pattern: RegExp): Fact {
  return (seen) => {
    const said = messagesOf(apiExchange(seen));
    if (said.trim() === '') return unknown('the body has no message');
    return whether(pattern.test(said), `the message is “${said.slice(0, 120)}”`);
  };
}
