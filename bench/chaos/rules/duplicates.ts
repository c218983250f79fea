import { effectOf, type IncidentEvidence } from '../evidence/evidence.ts';
import { once, type Violation } from '../violation.ts';

/** In an original incident, people were told once that another one is its duplicate, or no longer is. */
export function checkDuplicates({ name, incident, elsewhere }: IncidentEvidence): Violation[] {
  const keys = elsewhere.map((message) => effectOf(message).replace(/#.*/u, ''));
  const count = (key: string): number => keys.filter((other) => other === key).length;
  const latest = [...incident.pointers.values()].map((of) => `tell_original:${incident.id}:${of}`);
  const all = keys.filter((key) => key.startsWith('tell_original:'));
  return [
    ...latest.flatMap((key) =>
      once(name, `messages of ${key}`, count(key), 'the channel of its original', {
        // Nothing is posted there about a private one, and earlier posts are removed.
        least: incident.privateTo ? 0 : 1,
        most: incident.privateTo ? 0 : 1,
      }),
    ),
    ...[...new Set(all)]
      .filter((key) => count(key) > 1)
      .map((key): Violation => ({ kind: 'twice', incident: name, what: key, look: 'the other channel' })),
  ];
}
