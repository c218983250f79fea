import type { Exchange, Observations } from '../observation.ts';
import { apiExchange, briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './finding.ts';

/** From here on a request is slow, in ms. Intercom's `/me` normally takes a tenth of it. */
export const slowMs = 2_000;

/** TLS failures that lie in a certificate or in what terminates TLS: a proxy, a clock, a missing CA. */
export const certificateFailed: Fact = (seen) => {
  const api = apiExchange(seen);
  if (api.kind !== 'failed') return unknown(briefly(api));
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(api.code);
  return whether(certificate && !api.timedOut, briefly(api));
};

/** Egress works if anything answers at all: Intercom's host without a token, or either page of the status site. */
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

/** Connections that come about but carry no answer point to a proxy or firewall rather than to a dead line. */
export const anyConnected: Fact = ({ me, edge, page }) => {
  const failures = [me, edge, page.status, page.incidents].flatMap((one) =>
    one.kind === 'failed' ? [one] : [],
  );
  const connectedOne = failures.find(({ stage }) => stage === 'headers' || stage === 'body');
  return connectedOne === undefined ? no('none of them connected') : yes(briefly(connectedOne));
};

export const dnsFailed: Fact = (seen) => failure(seen, (api) => api.stage === 'dns');

/** Whether TCP (and TLS) came about, for this request or for the one beside it. */
export const connected: Fact = (seen) => {
  const { edge } = seen;
  if (reached(edge)) return yes(`the host answers without a token: ${briefly(edge)}`);
  return failure(seen, (api) => api.stage === 'headers' || api.stage === 'body');
};

/** A connection that times out points to the other side or a silent firewall; a refusal mostly to something near. */
export const connectionTimedOut: Fact = (seen) =>
  failure(seen, (api) => api.timedOut || api.code === 'ETIMEDOUT' || api.code === 'UND_ERR_CONNECT_TIMEOUT');

export const isSlow: Fact = ({ me }) =>
  me.kind === 'answered' ? whether(me.ms >= slowMs, `${Math.round(me.ms)} ms`) : unknown(briefly(me));

/** The status page is another host, so it tells a slow Intercom from a slow network of ours. */
export const slowEverywhere: Fact = ({ page }) =>
  page.status.kind === 'answered'
    ? whether(page.status.ms >= slowMs, `the status page took ${Math.round(page.status.ms)} ms`)
    : unknown(`the status page: ${briefly(page.status)}`);

type FailedExchange = Extract<Exchange, { kind: 'failed' }>;

function failure(seen: Observations, test: (api: FailedExchange) => boolean) {
  const api = apiExchange(seen);
  if (api.kind !== 'failed') return unknown(briefly(api));
  return whether(test(api), briefly(api));
}

function reached(exchange: Exchange): boolean {
  return exchange.kind === 'answered' || (exchange.kind === 'failed' && exchange.status !== null);
}
