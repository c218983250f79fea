import { clip, oneLine, type PlainText, plainText } from '../text/text.ts';
import type { Diagnosis } from '../triage/diagnosis.ts';

/** The longest title that can be read at a glance, in code points. */
const glance = 90;

/**
 * The title of a suggested incident: what is broken, as a person would type it. If Intercom has posted the problem,
 * its own title, so that everyone recognizes it. No verdict: that changes during the incident.
 */
export function proposedTitle({ owner, kind, posted, probes }: Diagnosis): PlainText {
  if (posted) return short(/\bintercom\b/i.test(posted.title) ? posted.title : `Intercom: ${posted.title}`);
  const failing = probes.filter(({ probe, outcome }) => outcome === 'bad' && probe.startsWith('api_'));
  const status = failing.find((one) => (one.status ?? 0) >= 400)?.status;
  const answer = status ? ` (${status})` : '';
  if (owner === 'ours') return short(`${capital(kind)} on our side${answer}`);
  const isSearch = status && failing.every(({ probe }) => probe === 'api_search');
  return short(`Intercom: ${isSearch ? 'conversation search fails' : kind}${answer}`);
}

const short = (title: string): PlainText => plainText(clip(oneLine(title), glance));

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
