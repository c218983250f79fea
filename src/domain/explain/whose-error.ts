import { entryByKey } from './catalogue.ts';
import { echo } from './echo-input.ts';
import type { Explained } from './explain-body.ts';
import { failureKey } from './read/client-failures.ts';
import { hostsIn, isIntercoms, isPrivate, type NamedHost } from './read/hosts.ts';
import type { Pasted } from './read/read-input.ts';
import { isMetric, otherSystem, saysIntercom } from './read/systems.ts';

/** The configured hosts: the API that the bot calls, and our own service. Base URLs; null: not set. */
export type OurHosts = { apiUrl: string; healthUrl: string | null };

/**
 * What a text is about if it isn't Intercom's API: another host, another system, a metric; null if nothing shows that.
 * A text that also names Intercom's host is about Intercom.
 */
export function notIntercoms({ text, errors, statuses }: Pasted, ours: OurHosts): Explained | null {
  if (isMetric(text)) return explained('metric');
  const hosts = hostsIn(text).filter((host) => !isUnknownAddress(host));
  const isApi = (host: NamedHost) => isIntercoms(host) || isAt(ours.apiUrl, host);
  if (hosts.some(isApi)) return null;
  if (errors.length > 0 && /error\.list/.test(text)) return null;
  const [host] = hosts;
  if (host !== undefined) {
    const failure = failureKey(text);
    if (failure === 'refused_here' || failure === 'cors') return null;
    if (saysIntercom(text) && !hosts.some(({ asked }) => asked)) return null;
    const isOurs = host.store || isPrivate(host) || (ours.healthUrl !== null && isAt(ours.healthUrl, host));
    return about(echo(host.name, 80), isOurs);
  }
  const system = otherSystem(text);
  if (system !== null) return about(system.name, system.ours);
  return statuses.every((status) => status === 500) &&
    statuses.length > 0 &&
    ownCode.test(text) &&
    !/intercom/i.test(text)
    ? explained('own_code')
    : null;
}

/** A public address without a name may be Intercom's if it's called on the HTTPS port. */
const isUnknownAddress = ({ name, port }: NamedHost): boolean =>
  /^[\d.]+$/.test(name) && !isPrivate({ name }) && (port === null || port === 443 || port === 80);

function isAt(url: string, { name, port }: NamedHost): boolean {
  if (!URL.canParse(url)) return false;
  const set = new URL(url);
  return set.hostname === name && (port === null || set.port === '' || Number(set.port) === port);
}

function about(name: string, isOurs: boolean): Explained | null {
  const found = explained(isOurs ? 'own_host' : 'other_host');
  if (found === null) return null;
  return { ...found, title: `not Intercom: ${name}`, ...(!isOurs && { whose: `${name}, not Intercom` }) };
}

function explained(key: string): Explained | null {
  const entry = entryByKey(key);
  return entry === null ? null : { ...entry, message: null };
}

/** Exceptions that only code throws. */
const ownCode =
  /\b(?:TypeError|ReferenceError|NullPointerException|NullReferenceException|NoMethodError|NameError|KeyError|AttributeError|IndexError|ZeroDivisionError|ClassCastException|IllegalStateException|IndexOutOfBounds\w*|OutOfMemoryError|StackOverflowError)\b|Cannot read propert|undefined method|is not a function|nil pointer dereference|panic: runtime error|heap out of memory/;
