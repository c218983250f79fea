import { type Refusal, refusalReason } from '../../explain/refusals.ts';
import { codeFact } from './api.ts';
import { briefly, codesOf, messagesOf, statusOf } from './exchange.ts';
import { type Fact, unknown, whether, yes } from './finding.ts';
import { apiExchange } from './requests.ts';

export const planRestricted: Fact = (seen) => {
  const api = apiExchange(seen);
  if (statusOf(api) === 402) return yes(briefly(api));
  const codes = codesOf(api);
  if (codes.includes('api_plan_restricted')) return yes('the code is api_plan_restricted');
  return byMessage('plan')(seen);
};

/** Intercom checks the token first and the address then (its help, article 13941009), so the token was good. */
export const outsideAllowlist: Fact = (seen) => byMessage('allowlist')(seen);

/** A 401 can be a missing scope, by its code or by its message alone: the token itself is good. */
export const scopeMissing: Fact = (seen) => {
  const said = byMessage('scope')(seen);
  return said.answer === 'yes' ? said : codeFact('token_unauthorized')(seen);
};

/** Intercom refuses in JSON. HTML comes from a firewall or proxy on the way. */
export const refusedByIntercom: Fact = (seen) => {
  const api = apiExchange(seen);
  if (api.kind !== 'answered') return unknown(briefly(api));
  if (api.errors.length > 0) return yes('the body is an Intercom error');
  if (api.body === 'json') return unknown('the body is JSON, but no Intercom error');
  return whether(false, api.body === 'empty' ? 'the body is empty' : `the body is ${api.body}`);
};

function byMessage(reason: Refusal): Fact {
  return (seen) => {
    const said = messagesOf(apiExchange(seen));
    if (said.trim() === '') return unknown('the body has no message');
    return whether(refusalReason(said) === reason, `the message is “${said.slice(0, 120)}”`);
  };
}
