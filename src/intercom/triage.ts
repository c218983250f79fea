import { diagnose } from '../domain/triage/diagnose.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import type { Observations, Region } from '../domain/triage/observation.ts';
import { askEdge, askMe } from './api.ts';
import { readOurHealth } from './health.ts';
import { readStatusPage } from './status-page.ts';

/** Where to look. `timeoutMs` is the total deadline of each probe; they all run at once. */
export type IntercomSettings = {
  token: string | null;
  region: Region;
  apiUrl: string;
  statusUrl: string;
  healthUrl: string | null;
  timeoutMs: number;
};

/**
 * Runs all probes together and diagnoses what they saw. It takes as long as the slowest probe, at most `timeoutMs`,
 * and never throws for anything the other sides do. Nothing in the result contains the token. `now` is UNIX ms.
 */
export async function runTriage(settings: IntercomSettings, now: () => number): Promise<Diagnosis> {
  return diagnose(await observe(settings, now));
}

/** What the probes see right now. */
export async function observe(settings: IntercomSettings, now: () => number): Promise<Observations> {
  const { token, region, apiUrl, statusUrl, healthUrl, timeoutMs } = settings;
  const [{ me, identity }, edge, page, health] = await Promise.all([
    askMe(apiUrl, token, timeoutMs, now),
    askEdge(apiUrl, timeoutMs, now),
    readStatusPage(statusUrl, region, timeoutMs, now),
    readOurHealth(healthUrl, timeoutMs, now),
  ]);
  return { region, apiUrl: plain(apiUrl), statusUrl: plain(statusUrl), me, identity, edge, page, health };
}

/** A URL as it may be shown: no credentials, no query. */
function plain(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
