import { tellingVerdict } from '../../domain/incident/diagnoses.ts';
import { type Cancellation, cancellationWords } from '../../domain/incident/ending/cancellation.ts';
import type { EventOf, Recorded } from '../../domain/incident/events/events.ts';
import { type ChannelId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { nonMemberWords } from '../../domain/incident/people/account-problem.ts';
import { isOpen } from '../../domain/incident/status.ts';
import { degradedMs, degradedPeriods } from '../../domain/records/degraded-periods.ts';
import { headlineFacts, headlineTitle } from '../../domain/records/headline.ts';
import { postmortemFile } from '../../domain/records/postmortem.ts';
import { hoursAndMinutes } from '../../domain/text/duration.ts';
import { nowBeside } from '../../domain/text/format-time.ts';
import { ownerWord } from '../../domain/triage/format.ts';
import {
  channelLink,
  date,
  escapeText,
  joined,
  link,
  type Mrkdwn,
  mention,
  mrkdwn,
  typed,
} from '../text/mrkdwn.ts';
import { context, type Message, message, section } from './blocks.ts';
import { commanderText, type DisplayTime, nextUpdateShown, statusMark } from './headline.ts';

/** The original of a duplicate, if its channel may be named. */
type Original = Pick<Incident, 'channel'> | null;

const inChannelOf = (original: Original): Mrkdwn =>
  original?.channel ? mrkdwn` in ${channelLink(original.channel.id)}` : mrkdwn``;

/** The longest that impact and fix can be, in characters. */
const factMax = 600;

/**
 * The one message in the announcement channel, edited as the incident moves; `postmortem` is the URL of its file,
 * `original` the incident of which it's a duplicate. Its blocks lead with the title, and show times in each reader's
 * own zone.
 */
export function announcement(
  incident: Incident,
  time: DisplayTime,
  postmortem: string | null = null,
  original: Original = null,
): Message {
  const { severity, title, status, id } = incident;
  const facts = headlineFacts(incident, time.now, time.timeZone);
  const owner = tellingVerdict(incident)?.owner;
  const where = incident.channel ? mrkdwn` in ${channelLink(incident.channel.id)}` : mrkdwn``;
  const lines = [
    mrkdwn`Status: ${facts.status}`,
    mrkdwn`Impact: ${typed(facts.impact, factMax)}`,
    ...(owner ? [mrkdwn`Whose problem: ${ownerWord(owner)}`] : []),
    mrkdwn`Commander: ${commanderText(incident)}`,
    ...(isOpen(status) ? callOut(incident, time) : ending(incident, time, postmortem, original)),
  ];
  const named = [mrkdwn`*${headlineTitle(incident)}*${where}`, mrkdwn`${incidentName(id)}: ${title}`];
  const text = joined([...named, ...lines], '\n').value;
  const titled = mrkdwn`${statusMark[status]} *[${severity}] ${title}*${where}`;
  const next = isOpen(status) ? mrkdwn`Next update: ${nextUpdateShown(incident, facts, time)} · ` : mrkdwn``;
  return message(isOpen(status) ? `${text}\nNext update: ${escapeText(facts.nextUpdate)}` : text, [
    section(joined([titled, ...lines], '\n')),
    context(mrkdwn`${next}${incidentName(id)}`),
  ]);
}

const emptied = mrkdwn`:lock: This incident is private now.`;
/** What is left of it once the incident is private: neither its name nor where it is. */
export const emptiedAnnouncement: Message = message(emptied.value, [section(emptied)]);

function callOut(incident: Incident, { now, timeZone }: DisplayTime): Mrkdwn[] {
  const { calledOutAt, commander, lostCommander: lost, respondBy } = incident;
  if (calledOutAt === null || commander !== null) return [];
  if (lost)
    return [mrkdwn`:rotating_light: *No commander.* ${mention(lost.user)} ${nonMemberWords[lost.why]}.`];
  const by = date(respondBy, now, timeZone);
  return [mrkdwn`:rotating_light: *No commander yet.* The response target was ${by}.`];
}

/** How long it lasted, what fixed it, and where to read more; for a cancelled one, why. */
function ending(
  incident: Incident,
  { now, timeZone }: DisplayTime,
  postmortem: string | null,
  original: Original,
): Mrkdwn[] {
  const { startedAt, resolvedAt, fix } = incident;
  if (incident.cancellation) return reasonLines(incident, incident.cancellation, original);
  const periods = degradedPeriods(incident);
  const ms = degradedMs(periods);
  const times = periods.length > 1 ? ` in ${periods.length} periods` : '';
  const lasted =
    ms === null || resolvedAt === null
      ? []
      : [
          mrkdwn`Duration: ${hoursAndMinutes(ms)}${times}, from ${date(startedAt, now, timeZone)} to ${date(resolvedAt, nowBeside(resolvedAt, startedAt, now, timeZone), timeZone)}`,
        ];
  return [
    ...lasted,
    ...(fix ? [mrkdwn`What fixed it: ${typed(fix, factMax)}`] : []),
    ...(postmortem ? [mrkdwn`Postmortem: ${link(postmortem, postmortemFile(incident))}`] : []),
  ];
}

/** Why it was cancelled; for a duplicate, where the original is. */
function reasonLines(incident: Incident, cancellation: Cancellation, original: Original): Mrkdwn[] {
  const why = cancellation.kind === 'none' ? cancellation.why : null;
  return [
    mrkdwn`Reason: ${cancellationWords(incident, cancellation)}${inChannelOf(original)}`,
    ...(why ? [mrkdwn`Why: ${typed(why, factMax)}`] : []),
  ];
}

/**
 * Says that the incident is over, in the announcement's thread and in the channel: an edit marks nothing as unread.
 */
export function endMessage(incident: Incident): Message {
  const ms = degradedMs(degradedPeriods(incident));
  const text = joined(
    [
      mrkdwn`:white_check_mark: *${incidentName(incident.id)} is resolved:* ${incident.title}`,
      ...(ms === null ? [] : [mrkdwn`Duration: ${hoursAndMinutes(ms)}`]),
      ...(incident.fix ? [mrkdwn`What fixed it: ${typed(incident.fix, factMax)}`] : []),
    ],
    '\n',
  );
  return message(text.value, [section(text)]);
}

/** Says that the incident turned out not to be one. */
export function cancelledMessage(incident: Incident, original: Original = null): Message {
  const reason = incident.cancellation ? reasonLines(incident, incident.cancellation, original) : [];
  const name = incidentName(incident.id);
  const text = joined(
    [mrkdwn`${statusMark.CANCELLED} *${name} is cancelled:* ${incident.title}`, ...reason],
    '\n',
  );
  return message(text.value, [section(text)]);
}

/** Says where an incident is that was declared from a message, in that message's thread. */
export function sourceMessage(incident: Incident, channel: ChannelId): Message {
  const text = mrkdwn`:rotating_light: *${incidentName(incident.id)}* was declared from this message: ${channelLink(channel)}`;
  return message(text.value, [section(text)]);
}

/**
 * Says that the incident is open again, in the same place as the message about its end, which would otherwise be the
 * last word.
 */
export function againMessage(incident: Incident, { event: { why } }: Recorded<EventOf<'reopened'>>): Message {
  const name = incidentName(incident.id);
  const again = mrkdwn`:rotating_light: *${name} is open again:* ${incident.title}`;
  const text = joined(why ? [again, mrkdwn`Why: ${typed(why, factMax)}`] : [again], '\n');
  return message(text.value, [section(text)]);
}
