import { type Rejection, refusalReason } from '../../explain/http-rejections.ts';
import { codeFact } from './api.ts';
import { briefly, codesOf, messagesOf, statusOf } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { apiExchange, meWorks } from './requests.ts';

export const planRestricted: Fact = (observations) => {
  const api = apiExchange(observations);
  if (statusOf(api) === 402) return yes(briefly(api));
  const codes = codesOf(api);
  if (codes.includes('api_plan_restricted')) return yes('the code is api_plan_restricted');
  return byMessage('plan')(observations);
};

/** Intercom checks the token first and then the address (its help, article 13941009), so the token was good. */
export const outsideAllowlist: Fact = (observations) => byMessage('allowlist')(observations);

/**
 * A 401 can be a missing scope with a good token: if the message says so, or if one endpoint says "not authorized". If
 * `/me`, which needs no scope, says so as well, the token itself isn't accepted.
 */
export const scopeMissing: Fact = (observations) => {
  const api = apiExchange(observations);
  if (/\bscopes?\b/i.test(messagesOf(api))) return byMessage('scope')(observations);
  const byText = byMessage('scope')(observations);
  const unauthorised =
    byText.answer === 'yes' ? byText : codeFact('token_unauthorized', 'unauthorized')(observations);
  if (unauthorised.answer !== 'yes') return unauthorised;
  const works = meWorks(observations);
  return whether(works.answer === 'yes', `${unauthorised.because}; /me: ${works.because}`);
};

/**
 * Does our service say that its connection to Intercom is healthy while this bot's token is rejected? Then it uses
 * another token, and a new one might fix this.
 */
export const serviceUsesAnother: Fact = ({ health }) => {
  if (health.exchange.kind === 'not_run') return unknown(health.exchange.why);
  if (health.reading === null) return unknown('its health endpoint returned nothing readable');
  return whether(
    health.reading.intercom === 'healthy',
    `it reports its Intercom connection as ${partWord(health.reading.intercom)}`,
  );
};

const partWord = (level: string) => (level === 'not_named' ? 'nothing' : level);

/** Is the token malformed, so that it wasn't sent? */
export const tokenMalformed: Fact = ({ tokenFault, me }) =>
  tokenFault === null ? no(me.kind === 'not_run' ? me.why : 'it is sent') : yes(tokenFault);

function byMessage(reason: Rejection): Fact {
  return (observations) => {
    const messages = messagesOf(apiExchange(observations));
    if (messages.trim() === '') return unknown('the body has no message');
    return whether(refusalReason(messages) === reason, `the message is “${messages.slice(0, 120)}”`);
  };
}
