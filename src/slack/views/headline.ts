import type { Button, KnownBlock } from '@slack/types';
import { drillWord } from '../../domain/drill/run.ts';
import { cancellationWords } from '../../domain/incident/ending/cancellation.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { linkLabel } from '../../domain/incident/link.ts';
import { nonMemberWords } from '../../domain/incident/people/account-problem.ts';
import { commsLeadRole, needsCommsLead } from '../../domain/incident/people/roles.ts';
import { overdueSince } from '../../domain/incident/promises/deadlines.ts';
import { isOpen, type Status } from '../../domain/incident/status.ts';
import { headlineFacts, headlineTitle } from '../../domain/records/headline.ts';
import { standingRequestIds } from '../../domain/records/standing-request-ids.ts';
import { type ActionId, actionIds, commandName } from '../ids.ts';
import { date, fitted, joined, link, type Mrkdwn, mention, mrkdwn, typed } from '../text/mrkdwn.ts';
import {
  actions,
  button,
  context,
  fields,
  header,
  howManyFit,
  type Message,
  message,
  sections,
} from './blocks.ts';
import { fact, finding } from './facts.ts';
import { otherRoles } from './people/roles.ts';

/** When and where a view is shown: `now` is UTC ms; `timeZone` is used where Slack can't show the reader's own. */
export type DisplayTime = { readonly now: number; readonly timeZone: string };

/** The commander, as the template writes it. */
export const commanderText = ({ commander }: Pick<Incident, 'commander'>): Mrkdwn =>
  commander ? mention(commander) : mrkdwn`Unassigned`;

/**
 * The longest that a line of the template can be in the message's `text`, and a fact in its blocks, in characters.
 */
const lineMax = 600;
const factMax = 1_500;

/**
 * The incident's one headline: the internal status template as `text`; the same facts, links, and the buttons as
 * blocks. `call` is the URL of the incident's call.
 */
export function headline(incident: Incident, time: DisplayTime, call: string | null = null): Message {
  const facts = headlineFacts(incident, time.now, time.timeZone);
  const line = (label: string, value: string): string => `${label}: ${fitted(value, lineMax).value}`;
  const text = [
    headlineTitle(incident),
    line('Status', facts.status),
    line('Impact', facts.impact),
    line('Cause', facts.cause),
    line('Action', facts.action),
    line('Next update', facts.nextUpdate),
    `Commander: ${commanderText(incident).value}`,
  ].join('\n');
  return message(text, headlineBlocks(incident, facts, time, call));
}

/** The next update in each reader's own zone, as the headline's facts show it. */
export function nextUpdateShown(
  incident: Incident,
  facts: ReturnType<typeof headlineFacts>,
  { now, timeZone }: DisplayTime,
): Mrkdwn {
  const { nextUpdateAt, status } = incident;
  if (!isOpen(status) || nextUpdateAt === null) return mrkdwn`${facts.nextUpdate}`;
  const when = date(nextUpdateAt, now, timeZone);
  return overdueSince(incident, now) === null ? when : mrkdwn`:alarm_clock: *overdue since ${when}*`;
}

function headlineBlocks(
  incident: Incident,
  facts: ReturnType<typeof headlineFacts>,
  { now, timeZone }: DisplayTime,
  call: string | null,
): KnownBlock[] {
  const { status } = incident;
  const next = nextUpdateShown(incident, facts, { now, timeZone });
  const { lostCommander } = incident;
  const lost = lostCommander
    ? mrkdwn`: ${mention(lostCommander.user)} ${nonMemberWords[lostCommander.why]}`
    : mrkdwn``;
  const by = incident.openedBy.kind === 'person' ? mrkdwn` by ${mention(incident.openedBy.user)}` : mrkdwn``;
  const led =
    isOpen(status) && !incident.commander ? mrkdwn`:warning: *Unassigned*` : commanderText(incident);
  return [
    header(incident.drill ? `${drillWord}: ${incident.title}` : incident.title),
    fields([
      mrkdwn`*Status:* ${statusMark[status]} *${status}*`,
      mrkdwn`*Severity:* ${incident.severity}`,
      mrkdwn`*Next update:* ${next}`,
      mrkdwn`*Commander:* ${led}${lost}`,
    ]),
    ...rolesShown(incident),
    ...sections([
      ...cancellationLines(incident),
      fact('Impact', facts.impact, factMax),
      finding(incident, 'cause', factMax, { now, timeZone }),
      finding(incident, 'action', factMax, { now, timeZone }),
    ]),
    ...sections(linkLines(incident, call)),
    context(
      joined(
        [
          mrkdwn`${incidentName(incident.id)}`,
          mrkdwn`${headlineTitle(incident)}`,
          ...(incident.startedAt === incident.openedAt
            ? []
            : [mrkdwn`started ${date(incident.startedAt, now, timeZone)}`]),
          mrkdwn`declared ${date(incident.openedAt, now, timeZone)}${by}`,
          mrkdwn`${requestIdCount(incident)}`,
        ],
        ' · ',
      ),
    ),
    actions(...buttons(incident)),
  ];
}

/** Who has the other roles, on one line, and that an urgent incident needs a comms lead. */
function rolesShown(incident: Incident): KnownBlock[] {
  const held = otherRoles(incident);
  return [
    ...(held.length > 0 ? [context(joined(held, ' · '))] : []),
    ...(wantsCommsLead(incident)
      ? [
          context(
            mrkdwn`:loudspeaker: *No comms lead yet.* To fill the role, run \`${commandName} role ${commsLeadRole.toLowerCase()} @name\`.`,
          ),
        ]
      : []),
  ];
}

/** The nudge stays until someone has the role, or the incident is no longer urgent. */
const wantsCommsLead = (incident: Incident): boolean =>
  incident.commsNudge?.state === 'shown' &&
  isOpen(incident.status) &&
  needsCommsLead(incident) &&
  !incident.roles.has(commsLeadRole);

/** The longest that the links can be, in characters: the bookmarks have them all. */
const linksMax = 1_000;

function linkLines({ links }: Incident, call: string | null): Mrkdwn[] {
  const all = links.values().map((one) => link(one.url, linkLabel(one)));
  const shown = all.slice(0, howManyFit(all, linksMax));
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? [mrkdwn`${hidden} more in the bookmarks`] : [];
  return [
    ...(call ? [mrkdwn`*Call:* ${link(call, 'Join the call')}`] : []),
    ...(all.length > 0 ? [mrkdwn`*Links:* ${joined([...shown, ...more], ' · ')}`] : []),
  ];
}

function requestIdCount(incident: Incident): string {
  const { length } = standingRequestIds(incident);
  return length === 1 ? '1 request_id collected' : `${length} request_ids collected`;
}

/** Why it was cancelled; empty otherwise. */
export function cancellationLines(incident: Pick<Incident, 'cancellation' | 'privateOriginals'>): Mrkdwn[] {
  const { cancellation } = incident;
  if (!cancellation) return [];
  const why = cancellation.kind === 'none' ? cancellation.why : null;
  return [
    mrkdwn`*Cancelled:* ${cancellationWords(incident, cancellation)}`,
    ...(why ? [mrkdwn`*Why:* ${typed(why, lineMax)}`] : []),
  ];
}

/** A status as an emoji. */
export const statusMark: Readonly<Record<Status, string>> = {
  INVESTIGATING: ':red_circle:',
  IDENTIFIED: ':large_orange_circle:',
  MONITORING: ':large_yellow_circle:',
  RESOLVED: ':large_green_circle:',
  CLOSED: ':white_circle:',
  CANCELLED: ':no_entry_sign:',
};

/** The buttons that the incident's status allows, in reading order. */
function buttons({ id, status }: Incident): Button[] {
  const of = (label: string, actionId: ActionId, style?: 'primary'): Button =>
    button(label, actionId, String(id), style);
  const item = of('Add action item', actionIds.addItem);
  switch (status) {
    case 'INVESTIGATING':
    case 'IDENTIFIED':
    case 'MONITORING':
      return [
        of('Post update', actionIds.postUpdate, 'primary'),
        of('Run triage', actionIds.runTriage),
        of('Take command', actionIds.takeCommand),
        of('Add note', actionIds.addNote),
        of('Change severity', actionIds.changeSeverity),
        of('Resolve', actionIds.resolve),
        of('Close', actionIds.close),
        item,
      ];
    case 'RESOLVED':
      return [of('Reopen', actionIds.reopen), of('Close', actionIds.close, 'primary'), item];
    case 'CLOSED':
    case 'CANCELLED':
      return [of('Reopen', actionIds.reopen), item];
  }
}
