import type { Exchange, Failed, Observations } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { apiExchange } from './requests.ts';

/** Egress works if anything responds at all: Intercom's host without a token, or either page of the status site. */
export const anythingAnswers: Fact = ({ edge, page }) => {
  const others: [string, Exchange][] = [
    ["Intercom's host without a token", edge],
    ['the status page', page.status],
    ['the status page', page.incidents],
  ];
  const alive = others.find(([, exchange]) => reached(exchange));
  if (alive !== undefined) return yes(`${alive[0]}: ${briefly(alive[1])}`);
  const missing = others.find(([, exchange]) => exchange.kind === 'not_run');
  if (missing !== undefined) return unknown(`${missing[0]}: ${briefly(missing[1])}`);
  return no(`the status page as well: ${briefly(page.status)}`);
};

/** Connections that are established but carry no response point to a proxy or firewall rather than to a dead line. */
export const anyConnected: Fact = (observations) => {
  const connectedOne = failures(observations).find(({ stage }) => stage === 'headers' || stage === 'body');
  return connectedOne === undefined ? no('none of them connected') : yes(briefly(connectedOne));
};

/** Did every DNS lookup fail? Then it's the resolver rather than one zone. */
export const allDnsFailed: Fact = (observations) => {
  const other = failures(observations).find(({ stage }) => stage !== 'dns');
  return other === undefined ? yes('no name resolved') : no(briefly(other));
};

export const dnsFailed: Fact = (observations) => failure(observations, (api) => api.stage === 'dns');

/** Did it fail inside our own network, at our proxy? */
export const proxyFailed: Fact = (observations) => failure(observations, (api) => api.stage === 'proxy');

/** Did the host respond at all, if not to our token? Then DNS, network, and certificate are good. */
export const edgeAnswered: Fact = ({ me, edge }) => {
  if (me.kind === 'not_run' || edge.kind === 'not_run')
    return unknown("the host wasn't checked without a token");
  return whether(reached(edge), briefly(edge));
};

/** Whether TCP (and TLS) connected, for this request or for the one beside it. */
export const connected: Fact = (observations) => {
  if (reached(observations.edge))
    return yes(`the host responds without a token: ${briefly(observations.edge)}`);
  return failure(observations, ({ stage }) => stage === 'headers' || stage === 'body');
};

/** A connection that times out points to a silent firewall or a dead host; a refused one mostly to something nearby. */
export const connectionTimedOut: Fact = (observations) =>
  failure(
    observations,
    (api) => api.timedOut || ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'PROXY_504'].includes(api.code),
  );

/** Did TCP connect, and the TLS handshake fail? */
export const handshakeBroke: Fact = (observations) => failure(observations, ({ stage }) => stage === 'tls');

/**
 * Do connections to another company's host drop as well? Then the network is the suspect. A single drop there may be
 * chance: if some connections to Intercom drop, it leaves the question open; if all of them do, it's no match.
 */
export const pageDrops: Fact = ({ page }) => {
  if (page.dropped === 1) return unknown('one of its requests got no response');
  return dropping(page);
};

export const pageDropsToo: Fact = ({ page }) => dropping(page);

function dropping({ dropped }: Observations['page']) {
  if (dropped === null) return unknown("the status page wasn't checked");
  return whether(
    dropped > 1,
    dropped === 0 ? 'all of its requests got a response' : `${dropped} of its requests got no response`,
  );
}

function failures({ me, edge, page }: Observations): Failed[] {
  return [me, edge, page.status, page.incidents].flatMap((one) => (one.kind === 'failed' ? [one] : []));
}

function failure(observations: Observations, test: (api: Failed) => boolean) {
  const api = apiExchange(observations);
  if (api.kind !== 'failed') return unknown(briefly(api));
  return whether(test(api), briefly(api));
}

function reached(exchange: Exchange): boolean {
  return exchange.kind === 'answered' || (exchange.kind === 'failed' && exchange.status !== null);
}
