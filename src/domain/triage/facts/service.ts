import type { Health, HealthReading } from '../observation.ts';
import { tokenSent } from './api.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { postedForAsync } from './posted.ts';
import { isAsyncPart, isWebhookPart } from './relevance.ts';

/** Is a health endpoint of ours configured, and so checked? Without one, our service just isn't examined. */
export const serviceWatched: Fact = ({ health }) =>
  health.exchange.kind === 'not_run' ? no(health.exchange.why) : yes(briefly(health.exchange));

/**
 * Our service as a whole and its Intercom part both have to be healthy; silence from a configured endpoint is a "no".
 */
export const serviceWell: Fact = ({ health }) => {
  if (health.exchange.kind === 'not_run') return unknown(health.exchange.why);
  if (!serviceSpoke(health)) return no(`its health endpoint: ${briefly(health.exchange)}`);
  const { reading } = health;
  if (reading === null)
    return unknown(`its health endpoint returned nothing readable (${briefly(health.exchange)})`);
  if (bad(reading.intercom) || bad(reading.overall)) return no(serviceWords(health));
  const unsure = reading.overall === 'unknown' || reading.intercom === 'unknown';
  return unsure ? unknown(serviceWords(health)) : yes(serviceWords(health));
};

/** Did our health endpoint say anything about health, good, bad, or neither? */
export const serviceReadable: Fact = ({ health }) => whether(health.reading !== null, serviceWords(health));

/** Did the health endpoint say anything, or does it fail itself? */
export const serviceSilent: Fact = ({ health }) => {
  if (health.exchange.kind === 'not_run') return unknown(health.exchange.why);
  return whether(!serviceSpoke(health), briefly(health.exchange));
};

/** Is the connection to Intercom the only part that our service reports as not healthy? */
export const onlyIntercomPart: Fact = ({ health }) => {
  if (health.reading === null) return unknown('its health endpoint lists no components');
  if (health.reading.failing.length > 0) return no(`also ${health.reading.failing.join(', ')}`);
  if (health.reading.intercom === 'not_named') return unknown("its health endpoint doesn't mention Intercom");
  return whether(bad(health.reading.intercom), serviceWords(health));
};

/** Does our service report its Intercom part as degraded rather than broken? */
export const intercomPartDegraded: Fact = ({ health }) =>
  whether(
    health.reading?.intercom === 'degraded' && health.reading.overall !== 'unhealthy',
    serviceWords(health),
  );

/** Does our service report only webhooks, queues, or jobs as not healthy? They can affect its Intercom part. */
export const onlyAsyncParts: Fact = ({ health }) => {
  if (health.reading === null) return unknown('its health endpoint lists no components');
  const { failing, intercom } = health.reading;
  return whether(
    failing.length > 0 && intercom !== 'unhealthy' && failing.every(isAsyncPart),
    serviceWords(health),
  );
};

/** Is it webhooks, which come from Intercom, rather than a queue of our own? */
export const webhookParts: Fact = ({ health }) => {
  if (health.reading === null) return unknown('its health endpoint lists no components');
  return whether(health.reading.failing.every(isWebhookPart), serviceWords(health));
};

/**
 * Does a posted delay of webhooks or jobs explain our bad part? Without a token Intercom's API wasn't examined, and the
 * page alone isn't enough to blame anyone (docs/adr/0022-what-this-bot-cannot-see.md).
 */
export const postedDelayExplains: Fact = (observations) => {
  const token = tokenSent(observations);
  return token.answer === 'yes' ? postedForAsync(observations) : unknown(token.because);
};

export const onlyDegraded: Fact = ({ health }) =>
  health.reading === null
    ? unknown('its health endpoint returned nothing readable')
    : whether(health.reading.overall !== 'unhealthy', serviceWords(health));

/** Does our service report a fault unrelated to Intercom? */
export const ownFault: Fact = (observations) => {
  const well = serviceWell(observations);
  if (well.answer !== 'no')
    return { answer: well.answer === 'yes' ? 'no' : 'unknown', because: well.because };
  const partOnly = onlyIntercomPart(observations);
  return partOnly.answer === 'yes' ? no(partOnly.because) : yes(well.because);
};

/**
 * What our service says about itself: `unhealthy (database)`, `healthy except for its Intercom connection (unhealthy)`.
 */
export function serviceWords({ exchange, reading }: Health): string {
  if (reading === null) return briefly(exchange);
  const parts = reading.failing.length === 0 ? '' : ` (${reading.failing.slice(0, 5).join(', ')})`;
  if (reading.intercom === 'unknown') return `${reading.overall}${parts}, with an unclear Intercom status`;
  if (!bad(reading.intercom)) return `${reading.overall}${parts}`;
  if (reading.overall !== 'healthy')
    return `${reading.overall} (${['intercom', ...reading.failing].join(', ')})`;
  return `healthy, except for its Intercom connection (${reading.intercom})`;
}

function bad(level: HealthReading['intercom']): boolean {
  return level === 'degraded' || level === 'unhealthy';
}

/** No HTTP response, or a 5xx without a readable health body, means that the service itself isn't responding. */
function serviceSpoke({ exchange, reading }: Health): boolean {
  if (reading !== null) return true;
  return exchange.kind === 'answered' && exchange.status < 500;
}
