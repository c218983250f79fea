import { eventsOf, type IncidentEvidence, messagesFor } from '../evidence/evidence.ts';
import { once, type Violation } from '../violation.ts';

/** How often Slack asks to wait before people are told, and in what time at most, ms: attempts can be minutes apart. */
const asked = { times: 5, withinMs: 600_000 };

/**
 * Each failure was reported once, and nothing that could be done was. `failing`: the keys of what couldn't be done; `limited`: when
 * Slack answered 429, UTC ms. It asks all calls of a kind to wait, and each bot's life learns that anew.
 */
export function checkSetbacks(
  one: IncidentEvidence,
  failing: ReadonlySet<string>,
  limited: readonly number[],
): Violation[] {
  const { incident, name, channel } = one;
  const ready = eventsOf(one, 'channel_ready')[0]?.seq ?? 0;
  const could = new Set([...failing].filter((key) => key.split(':')[1] === `${incident.id}`).map(typeIn));
  const hadToWait = (at: number): boolean =>
    limited.filter((one) => one > at - asked.withinMs && one <= at).length >= asked.times;
  return eventsOf(one, 'setback').flatMap(({ seq, at, event: { effect, key, why } }) => [
    ...(seq > ready
      ? once(
          name,
          `messages of the setback ${seq}`,
          messagesFor(one, `tell_setback:${incident.id}:${seq}`).length,
          `#${channel?.name}`,
          // A failure that was over before anyone could be told isn't reported.
          { least: isOver(one, seq, key) ? 0 : 1, most: 1 },
        )
      : []),
    ...((key ? failing.has(key) : could.has(effect)) ||
    (why === 'Slack asked to wait, repeatedly' && hadToWait(at))
      ? []
      : [
          {
            kind: 'untrue' as const,
            incident: name,
            what: `the setback ${seq} of what nothing stood against: ${effect}, ${why}`,
            look: 'the setback events of its record, and the log of that time',
          },
        ]),
  ]);
}

const typeIn = (key: string): string => key.split(':')[0] ?? '';

const isOver = (one: IncidentEvidence, seq: number, key: string | undefined): boolean =>
  eventsOf(one, 'setback_over').some((over) => over.seq > seq && over.event.key === key);
