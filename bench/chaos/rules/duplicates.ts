import { type Case, effectOf } from '../evidence/evidence.ts';
import { once, type Violation } from '../violation.ts';

/** Where an incident goes on, people were told once that another one is a duplicate of it, or is none any more. */
export function checkDuplicates({ name, incident, elsewhere }: Case): Violation[] {
  const keys = elsewhere.map((message) => effectOf(message).replace(/#.*/u, ''));
  const told = (key: string): number => keys.filter((other) => other === key).length;
  const latest = [...incident.pointers.values()].map((of) => `tell_original:${incident.id}:${of}`);
  const all = keys.filter((key) => key.startsWith('tell_original:'));
  return [
    ...latest.flatMap((key) =>
      once(name, `messages of ${key}`, told(key), 'the channel of its original', {
        // Nothing is told there of a private one, and what was is taken back.
        least: incident.privateTo ? 0 : 1,
        most: incident.privateTo ? 0 : 1,
      }),
    ),
    ...[...new Set(all)]
      .filter((key) => told(key) > 1)
      .map((key): Violation => ({ kind: 'twice', incident: name, what: key, look: 'the other channel' })),
  ];
}
