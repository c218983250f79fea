import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { isTold } from '../../../src/domain/effects/entry-effects.ts';
import { type IncidentEvent, isEntryEvent } from '../../../src/domain/incident/events/events.ts';
import { isOpen } from '../../../src/domain/incident/status.ts';
import { effectOf, eventsOf, type IncidentEvidence, messagesFor } from '../evidence/evidence.ts';
import { once, type Violation } from '../violation.ts';

/** Events that are posted in the headline's thread, each in one message or with a later one of its kind. */
const postedEvents: ReadonlySet<IncidentEvent['type']> = new Set([
  'title_changed',
  'start_corrected',
  'time_corrected',
  'link_added',
  'role_assigned',
  'role_lost',
  'commander_vacated',
  'update_posted',
  'severity_changed',
  'commander_assigned',
  'declaration_corrected',
  'resolved',
  'resolution_corrected',
  'cancelled',
  'duplicate_marked',
  'cancellation_corrected',
  'reopened',
]);

/**
 * What was posted once must be there once: changes, call-outs, postmortems; and nothing else at all. `hopeless`: the
 * keys of what nobody can do any longer.
 */
export function checkPosts(one: IncidentEvidence, hopeless: ReadonlySet<string>): Violation[] {
  const { name, incident, events, messages, channel } = one;
  const { id } = incident;
  const look = `#${channel?.name ?? 'no channel'}`;
  const ready = eventsOf(one, 'channel_ready')[0]?.seq ?? 0;
  const changes = events
    .filter(
      ({ event, by, seq }) =>
        seq > ready && (isEntryEvent(event) ? isTold(event, by) : postedEvents.has(event.type)),
    )
    .flatMap(({ event, seq }) =>
      once(
        name,
        `messages that tell of ${event.type} (${seq})`,
        messagesFor(one, `post_change:${id}:${seq}`).length,
        look,
        // An event overtaken by another of its kind before it could be posted is posted with that one.
        { least: incident.changes.leftOut.has(seq) ? 0 : 1, most: 1 },
      ),
    );
  const words = eventsOf(one, 'update_posted').flatMap(({ event, seq }) =>
    seq > ready && event.action
      ? once(name, `changes with "${event.action}"`, changesWith(one, event.action), look)
      : [],
  );
  const files = channel?.files.filter((file) => file.name === `postmortem-${name}.md`) ?? [];
  const summary = incident.review?.summary ?? '';
  const offers = eventsOf(one, 'recovered').flatMap(({ seq }) =>
    once(name, `offers to resolve (${seq})`, messagesFor(one, `offer_resolve:${id}:${seq}`).length, look, {
      least: 0,
      most: 1,
    }),
  );
  const endings = [
    ...eventsOf(one, 'resolved'),
    ...eventsOf(one, 'cancelled'),
    ...eventsOf(one, 'duplicate_marked'),
  ].toSorted((a, b) => a.seq - b.seq);
  const over = !isOpen(incident.status);
  // Nothing about a private one is posted outside its channel, and earlier posts are removed.
  const isKnown = incident.privateTo === null;
  const closed = incident.status === 'CLOSED';
  // An announcement that comes only after the end is the news of the end itself.
  const announced = eventsOf(one, 'announced')[0]?.seq ?? Number.POSITIVE_INFINITY;
  const ends = endings.flatMap(({ seq }, i) =>
    once(name, `news of the end (${seq})`, countOf(one.ends, `tell_end:${id}:${seq}`), '#incidents', {
      least: isKnown && over && i === endings.length - 1 && announced < seq ? 1 : 0,
      most: isKnown ? 1 : 0,
    }),
  );
  const callsOut = eventsOf(one, 'response_overdue').flatMap(({ seq }) =>
    messagesFor(one, `call_out:${id}:${seq}`),
  );
  const reopenings = eventsOf(one, 'reopened').flatMap(({ seq }, i, all) =>
    once(name, `news of the reopening (${seq})`, countOf(one.ends, `tell_end:${id}:${seq}`), '#incidents', {
      least: isKnown && !over && i === all.length - 1 && announced < seq ? 1 : 0,
      most: isKnown ? 1 : 0,
    }),
  );
  const overdue = eventsOf(one, 'response_overdue').filter(({ seq }) => seq > ready);
  // Whoever took command, or ended the incident, before this could be posted made it unnecessary.
  const answered = overdue.filter(({ seq }) =>
    events.some(
      (later) =>
        later.seq > seq &&
        ['commander_assigned', 'resolved', 'cancelled', 'duplicate_marked'].includes(later.event.type),
    ),
  );
  return [
    ...changes,
    ...words,
    ...once(name, 'calls for a commander', callsOut.length, look, {
      least: overdue.length - answered.length,
      // If overdue before there was a channel, it's posted in the channel; a reopening starts a new response target.
      most: Math.max(1, eventsOf(one, 'response_overdue').length),
    }),
    // A reopening or the next close may overtake a postmortem that isn't posted yet; the last close's must be there.
    ...once(name, 'postmortem files', files.length, look, {
      least: closed ? 1 : 0,
      most: eventsOf(one, 'postmortem_posted').length,
    }),
    ...(!closed || files.at(-1)?.content.includes(summary)
      ? []
      : [
          { kind: 'disagree' as const, incident: name, what: `the last postmortem lacks "${summary}"`, look },
        ]),
    ...offers,
    ...ends,
    ...reopenings,
    ...duplicateMessages(one),
    ...unidentifiedMessages(one),
    ...one.dead
      .filter(({ key }) => !hopeless.has(key))
      .map(
        ({ key, why }): Violation => ({
          kind: 'lost',
          incident: name,
          what: `put aside: ${key} (${why})`,
          look: 'the outbox',
        }),
      ),
    ...(messages.length > 0 || !channel
      ? []
      : [{ kind: 'lost' as const, incident: name, what: 'everything in its channel', look }]),
  ];
}

const changesWith = ({ messages }: IncidentEvidence, word: string): number =>
  messages.filter((message) => effectOf(message).startsWith('post_change:') && message.text.includes(word))
    .length;

const countOf = (messages: readonly MessageSnapshot[], key: string): number =>
  messages.filter((message) => effectOf(message).startsWith(`${key}#`)).length;

/** Two messages with one identity are one message posted twice. */
function duplicateMessages({
  name,
  messages,
  elsewhere,
  announcements,
  ends,
}: IncidentEvidence): Violation[] {
  const counts = new Map<string, number>();
  for (const message of [...messages, ...elsewhere, ...announcements, ...ends]) {
    const effect = effectOf(message);
    if (effect) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  }
  return [...counts].flatMap(([effect, times]) => once(name, effect, times, 'its messages in Slack'));
}

/** The bot posts nothing without an identity except the postmortem. */
function unidentifiedMessages({ name, messages }: IncidentEvidence): Violation[] {
  return messages
    .filter((message) => effectOf(message) === '' && message.files.length === 0)
    .map(({ text, ts }) => ({
      kind: 'twice',
      incident: name,
      what: `an unknown message "${text}"`,
      look: ts,
    }));
}
