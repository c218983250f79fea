import { speaksOfIntercom } from './health-keys.ts';
import { isWorded } from './health-value.ts';
import { healthOf, type WordedHealth } from './health-words.ts';

/**
 * One thing that a health body says. `part`: about which part; null: about the service as a whole. `firm`: it's the
 * status of an Intercom part itself, which other fields only explain. `worded`: a word about Intercom that isn't
 * understood.
 */
export type HealthStatement = {
  part: string | null;
  intercom: boolean;
  reading: WordedHealth;
  firm?: boolean;
  worded?: boolean;
};

/** Where a sentence is. `under`: what the list around it says. `named`: each clause names a part of its own. */
type Context = { part: string | null; intercom: boolean; under: WordedHealth; named: boolean };

/** What a sentence says; each clause counts on its own: `database ok, intercom down`. */
export function statementsInSentence(text: string, context: Context): HealthStatement[] {
  return text
    .split(/[,;|\n()]|\b(?:but|while|although|whereas)\b/i)
    .filter((clause) => clause.trim() !== '')
    .map((clause) => inClause(clause, context));
}

function inClause(clause: string, { part, intercom, under, named }: Context): HealthStatement {
  const own = named ? clause.trim().slice(0, 40) : part;
  if (!intercom && !speaksOfIntercom(clause))
    return { part: own, intercom: false, reading: weighed(clause, under) };
  const rest = clause.replace(/intercom(?:[ ._-]api)?/gi, ' ');
  // A name alone says only what the list around it says.
  if (/^[\s._:-]*$/.test(rest)) return { part: 'intercom', intercom: true, reading: under };
  const reading = weighed(rest, intercom && under === 'healthy' ? 'nothing' : under);
  const worded = reading === 'nothing' && isWorded(rest.replace(/^[\s:=-]+/, ''));
  const stated = /intercom[\w .-]*[:=]|intercom(?: api)? (?:is|was|seems|looks)\b/i.test(clause);
  return {
    part: 'intercom',
    intercom: true,
    reading: worded && stated ? 'unhealthy' : reading,
    worded: worded && intercom,
  };
}

/** Its own words, and those of the list unless they negate it: `errors: ["none"]`, `healthy: ["db down"]`. */
function weighed(text: string, under: WordedHealth): WordedHealth {
  const own = healthOf(text);
  const itself = under === 'nothing' || own === 'healthy' || own === 'degraded';
  return itself || (under === 'healthy' && own === 'unhealthy') ? own : under;
}
