import { z } from 'zod';
import { isAsyncPart } from '../../domain/triage/facts/relevance.ts';
import type { HealthLevel, HealthReading } from '../../domain/triage/observation.ts';
import { readKind } from '../http/body.ts';
import { statementsIn } from './health-parts.ts';
import type { HealthStatement } from './health-sentences.ts';
import { statementsInHtml, statementsInText } from './health-text.ts';
import { isTroubling, worst } from './health-words.ts';

/** A report with more values than this, or deeper ones, couldn't be read by a person either. */
const mostValues = 5_000;
const deepest = 16;
const longestText = 50_000;

/** The body of an error page in JSON: the endpoint is missing or closed to us, which says nothing about the service. */
const errorPage = z.looseObject({
  status: z.union([z.literal(401), z.literal(403), z.literal(404), z.literal(405)]),
});

/**
 * Reads a health body in any format: collects everything in it about health, wherever it is, and the worst counts. Null
 * if nothing in it is about health (a login page, half a document). What is said about Intercom is read strictly:
 * anything not clearly good counts as bad. Good words count only in a 2xx that was read to its end, and a 5xx is never
 * healthy, whatever the body says. `cut`: more was sent than this text.
 */
export function readHealth(text: string, status: number, cut = false): HealthReading | null {
  const reading = text.trim() === '' ? ofNothing(status) : ofStatements(statementsOf(text, status));
  if (reading === null) return null;
  if (status >= 500 && reading.overall !== 'degraded') return { ...reading, overall: 'unhealthy' };
  const isTrusted = status < 300 && !cut && !isTooLong(text);
  return isTrusted || isTroubling(reading.overall) || isTroubling(reading.intercom) ? reading : null;
}

/** JSON is read to its end, or not at all. */
const isTooLong = (text: string): boolean => text.length > longestText && readKind(text).body !== 'json';

function ofNothing(status: number): HealthReading | null {
  return status < 300 ? { overall: 'healthy', intercom: 'not_named', failing: [] } : null;
}

function statementsOf(text: string, status: number): HealthStatement[] {
  const { body, json } = readKind(text);
  switch (body) {
    case 'json':
      return errorPage.safeParse(json).success || isTooLarge(json) ? [] : statementsIn(json);
    case 'html':
      return statementsInHtml(text.slice(0, longestText));
    case 'text':
      return /^\s*[{[]\s*["{[\]}]/.test(text)
        ? []
        : statementsInText(text.slice(0, longestText), status >= 500);
    case 'empty':
      return [];
  }
}

function ofStatements(all: readonly HealthStatement[]): HealthReading | null {
  const rest = all.filter(({ intercom, part }) => !intercom || (part !== null && isAsyncPart(part)));
  const theirs = all.filter((one) => !rest.includes(one));
  const ours = isTroubling(levelOf(theirs)) ? rest.filter(({ part }) => !isTally(part)) : rest;
  const parts = ours.filter(({ part, reading }) => part !== null && isTroubling(reading));
  const overall = overallOf(ours, levelOf(theirs));
  if (overall === null) return null;
  return {
    overall,
    intercom: levelOf(theirs),
    failing: [...new Set(parts.flatMap(({ part }) => part ?? []))].slice(0, 10),
  };
}

/** `3/4 checks passing` includes the Intercom part, and names no part of its own. */
const isTally = (part: string | null): boolean => part !== null && /^\d+ ?(?:\/|of|out of) ?\d+\b/.test(part);

/**
 * Everything said about Intercom, combined. A word that isn't understood leaves it open, unless another one is clear.
 */
function levelOf(theirs: readonly HealthStatement[]): HealthReading['intercom'] {
  const level = worst(theirs.map(({ reading }) => reading));
  const status = worst(theirs.filter(({ firm }) => firm).map(({ reading }) => reading));
  if (status === 'degraded') return status;
  if (level !== 'nothing') return level;
  return theirs.some(({ worded }) => worded) ? 'unknown' : 'not_named';
}

/**
 * What the body says about itself counts, except that "ok" with a failing part is degraded; if it says nothing, the
 * worst part counts.
 */
function overallOf(
  ours: readonly HealthStatement[],
  intercom: HealthReading['intercom'],
): HealthLevel | null {
  const own = levelAmong(ours.filter(({ part }) => part === null));
  const parts = levelAmong(ours.filter(({ part }) => part !== null));
  if (own === 'healthy') return isTroubling(parts) ? 'degraded' : 'healthy';
  if (isTroubling(own)) return own;
  const reading = worst([parts, intercom === 'not_named' ? 'nothing' : intercom]);
  if (isTroubling(reading)) return reading;
  if (own === 'nothing' && reading === 'nothing') return null;
  return own === 'nothing' && reading === 'healthy' ? 'healthy' : 'unknown';
}

/** Services list parts that they can't judge; these don't count if there are others that they can. */
function levelAmong(all: readonly HealthStatement[]) {
  const known = worst(all.map(({ reading }) => reading).filter((reading) => reading !== 'unknown'));
  return known === 'nothing' ? worst(all.map(({ reading }) => reading)) : known;
}

function isTooLarge(value: unknown): boolean {
  let left = mostValues;
  const fits = (one: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > deepest) return false;
    return (
      typeof one !== 'object' || one === null || Object.values(one).every((inner) => fits(inner, depth + 1))
    );
  };
  return !fits(value, 0);
}
