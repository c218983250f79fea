import { clip, oneLine, type PlainText, plainText } from '../text/text.ts';
import type { Diagnosis } from '../triage/diagnosis.ts';

/** As long as a title is read at a glance, in code points. */
const glance = 90;

/**
 * The title that an incident is proposed under: what is broken, as a person would type it. Under Intercom's own title
 * where it posts the trouble, so that everybody finds it again. No verdict: that changes while the incident goes on.
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
