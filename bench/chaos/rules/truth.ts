import type { RecordedCall } from '../../../packages/slack-sandbox/slack/api/call-log.ts';
import { formerReminder } from '../../../src/domain/effects/former-reminder.ts';
import { roleTakenBy } from '../../../src/domain/effects/role-effects.ts';
import { latestDiagnosis } from '../../../src/domain/incident/diagnoses.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { overdueSince } from '../../../src/domain/incident/promises/deadlines.ts';
import type { Reminder } from '../../../src/domain/incident/promises/reminder.ts';
import { isOpen } from '../../../src/domain/incident/status.ts';
import { sameVerdict } from '../../../src/domain/watch/verdict.ts';
import { emptiedAnnouncement } from '../../../src/slack/views/announcement.ts';
import type { BotClock } from '../bot/bot-clock.ts';
import type { EventObserver } from '../evidence/event-observer.ts';
import { effectOf, eventsOf, type IncidentEvidence } from '../evidence/evidence.ts';
import { type IsTrue, inTransitMs, statesOf, stateWindow } from '../evidence/states.ts';
import { identityIn } from '../faults/permanent-faults.ts';
import { grouped } from '../grouped.ts';
import type { Violation } from '../violation.ts';
import { isChangeOf } from './changes.ts';
import { isNoticeOf } from './notices.ts';
import { isCardOf, verdictText } from './verdicts.ts';

type Observed = { readonly observer: EventObserver; readonly clock: BotClock };
/** A message as it reached Slack: `what` it says, and whether that is true of the incident as it was then. */
type Statement = {
  readonly what: string;
  readonly text: string;
  readonly at: number;
  readonly isTrue: IsTrue;
};

/**
 * Each message, as it was when it reached Slack, was true of the record as it was then, and none came too early.
 */
export function checkTrue(one: IncidentEvidence, calls: Calls, observed: Observed): Violation[] {
  const states = statesOf(one);
  const untrue = statementsOf(one, calls, observed.clock).filter(
    ({ at, isTrue }) => !stateWindow(one, states, at, observed.observer).some(isTrue),
  );
  return [
    ...untrue.map(({ what, text, at }) => wrong(one, `${what} at ${at}: "${text}"`)),
    ...tooEarly(one, observed),
  ];
}

const wrong = ({ name }: IncidentEvidence, what: string): Violation => ({
  kind: 'untrue',
  incident: name,
  what,
  look: 'the record as it stood then',
});

/** The calls that posted something: posts by their incident's number, edits by their message's place. */
type Calls = { readonly posts: Groups; readonly edits: Groups };
type Groups = ReadonlyMap<string, readonly RecordedCall[]>;

/** The texts that reached Slack, for `checkTrue`. */
export function postedTexts(calls: readonly RecordedCall[]): Calls {
  const by = (method: string, name: (args: RecordedCall['args']) => string): Groups =>
    grouped(
      calls.filter((call) => call.method === method && typeof call.args.text === 'string'),
      ({ args }) => name(args),
    );
  return {
    posts: by('chat.postMessage', (args) => identityIn(args).split(/[:#]/u)[1] ?? ''),
    edits: by('chat.update', ({ channel, ts }) => `${channel} ${ts}`),
  };
}

/** What was posted about an incident, if its truth can be judged. */
function statementsOf(one: IncidentEvidence, { posts, edits }: Calls, clock: BotClock): Statement[] {
  const there = new Set([...one.messages, ...one.elsewhere, ...one.announcements, ...one.ends].map(effectOf));
  const arrived = ({ status, answer }: RecordedCall) => status === 200 && answer?.ok === true;
  const posted = (posts.get(String(one.incident.id)) ?? [])
    .filter((call) => (arrived(call) || call.status === null) && there.has(identityIn(call.args)))
    .flatMap((call) => statementsIn(one, kindOf(identityIn(call.args)), call, clock));
  const edited = (place: string, ...kind: Kind) =>
    (edits.get(place) ?? []).filter(arrived).flatMap((call) => statementsIn(one, kind, call, clock));
  return [
    ...posted,
    ...[...eventsOf(one, 'headline_posted')].flatMap(({ event: { channel, ts } }) =>
      edited(`${channel} ${ts}`, 'sync_headline', 0),
    ),
    ...eventsOf(one, 'announced').flatMap(({ event: { channel, ts } }) =>
      edited(`${channel} ${ts}`, 'announce', 0),
    ),
    ...eventsOf(one, 'checks_posted').flatMap(({ event: { channel, ts } }) =>
      edited(`${channel} ${ts}`, 'sync_checks', 0),
    ),
    ...eventsOf(one, 'diagnosis_posted').flatMap(({ event: { of, ts } }) =>
      edited(`${one.channel?.id} ${ts}`, 'edit of a verdict', of),
    ),
    ...eventsOf(one, 'notice_posted').flatMap(({ event: { of, ts, channel } }) =>
      edited(`${channel ?? one.channel?.id} ${ts}`, 'a notice', of),
    ),
    ...eventsOf(one, 'reminder_posted').flatMap(({ event: { of, ts } }) =>
      edited(`${one.channel?.id} ${ts}`, 'sync_reminder', of),
    ),
  ];
}

/** The type of an effect, and the event that it's about. */
type Kind = [type: string, of: number];

/** `sync_reminder` and 12 of `sync_reminder:7:12#345@…`. */
function kindOf(identity: string): Kind {
  const [type = '', , of] = identity.replace(/#.*/u, '').split(':');
  return [type, Number(of ?? 0)];
}

const answers = {
  updated: 'Update posted (',
  snoozed: 'Reminder snoozed; ',
  ended: 'Update no longer needed',
  replaced: 'Replaced by a later reminder',
} as const;
const nobody = /\*No commander(?: yet)?\.\*/u;
const again = ' is open again:';

function statementsIn(
  one: IncidentEvidence,
  [type, of]: Kind,
  { args, at }: RecordedCall,
  clock: BotClock,
): Statement[] {
  const text = String(args.text);
  const latest = clock.latest(at - inTransitMs, at);
  const is = (what: string, isTrue: IsTrue): Statement[] => [{ what, text, at, isTrue }];
  switch (type) {
    case 'call_out':
    case 'offer_resolve':
    case 'tell_flapping':
    case 'tell_setback':
    case 'a notice':
      return is('a notice', (incident) => isNoticeOf(incident, of, text));
    case 'post_change': {
      const change = one.events.find(({ seq }) => seq === of);
      return change ? is(`a ${change.event.type}`, (incident) => isChangeOf(incident, change, text)) : [];
    }
    case 'tell_end':
      return is('the news of an end or a reopening', ({ status }) => isOpen(status) === text.includes(again));
    case 'sync_reminder':
      return is('a reminder', ({ reminder }) => {
        // If one was answered before it could be posted, the previous message says so.
        if (reminder && (reminder.seq === of || reminder.replaces === args.ts))
          return text.includes(reminder.answer === null ? waiting(reminder) : answers[reminder.answer]);
        // Another one has taken its place, or none has: it says what it said last.
        const { channel } = one.incident;
        const former = channel && formerReminder(one.events, of, channel.id);
        return (
          former !== null && text.includes(former.answer === null ? answers.replaced : answers[former.answer])
        );
      });
    case 'sync_diagnosis':
      return is(
        'a verdict',
        (incident) =>
          latestDiagnosis(incident)?.seq === of && matchesChecks(incident) && text === verdictOf(one, of),
      );
    case 'edit of a verdict':
      return is(type, () => text === verdictOf(one, of));
    case 'sync_checks':
      return is('the card of the checks', (incident) => isCardOf(incident, text));
    case 'sync_headline':
      return is(
        'a headline',
        (incident) => text.includes(`[${incident.severity}]`) && matchesState(incident, text, latest),
      );
    case 'brief_role':
      return is(
        'a brief on a role',
        (incident) => roleTakenBy(incident, of) !== null && text.includes(stateOf(incident)),
      );
    case 'mention_oncall':
      return is(
        'the call of a group',
        ({ severity, status }) => isOpen(status) && text.includes(`this ${severity} needs you`),
      );
    case 'announce':
      return is('an announcement', (incident) => {
        if (incident.privateTo) return text === emptiedAnnouncement.text;
        const callUnanswered =
          incident.calledOutAt !== null && incident.commander === null && isOpen(incident.status);
        return matchesState(incident, text, latest) && nobody.test(text) === callUnanswered;
      });
    default:
      return [];
  }
}

/** How a brief states the current state. */
export const stateOf = ({ severity, status }: Incident): string => `*Now:* [${severity}] ${status}`;

const waiting = ({ times }: Reminder): string => (times > 1 ? '*Update overdue since' : '*Update due');

/** `latest`: the latest time that the bot's clock had shown when it was posted. */
const matchesState = (incident: Incident, text: string, latest: number): boolean =>
  text.includes(`Status: ${incident.status}`) &&
  text.includes(`Commander: ${incident.commander ? `<@${incident.commander}>` : 'Unassigned'}`) &&
  saysOverdue(incident, text, latest);

/** A missed update is called overdue, at the latest once the record has it, and no other is. */
const saysOverdue = (incident: Incident, text: string, latest: number): boolean =>
  text.includes('overdue since')
    ? overdueSince(incident, latest) !== null
    : overdueSince(incident, 0) === null;

const verdictOf = ({ events, incident }: IncidentEvidence, of: number): string => {
  const recorded = events.find(({ seq }) => seq === of);
  return recorded ? verdictText(recorded, incident) : '';
};

/** Whether the checks still agree with the latest diagnosis. */
function matchesChecks(incident: Incident): boolean {
  const latest = latestDiagnosis(incident)?.diagnosis;
  const now = incident.stretches.at(-1);
  return now !== undefined && latest !== undefined && sameVerdict(now, latest);
}

/** Reminders, and messages that nobody has taken command, from before the bot's own clock had reached their time. */
function tooEarly(one: IncidentEvidence, { observer, clock }: Observed): Violation[] {
  return [...eventsOf(one, 'reminded'), ...eventsOf(one, 'response_overdue')].flatMap(
    ({ seq, event: { type, due } }) => {
      const at = observer.at(one.incident.id, seq);
      if (at === null || clock.latest(at - inTransitMs, at) >= due) return [];
      return [wrong(one, `${type} (${seq}) ${due - clock.latest(at - inTransitMs, at)} ms before its time`)];
    },
  );
}
