import type { HomeView, KnownBlock } from '@slack/types';
import type { ResponsePolicy } from '../../domain/decide/response-policy.ts';
import type { Figures } from '../../domain/figures/figures.ts';
import { privateOriginal } from '../../domain/incident/ending/cancellation.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import { markedName } from '../../domain/incident/incident.ts';
import { severities } from '../../domain/incident/severity.ts';
import { approxDuration, type TimeSpan } from '../../domain/text/duration.ts';
import type { IncidentRow } from '../../store/found.ts';
import { actionIds, commandName } from '../ids.ts';
import { lock } from '../text/lock.ts';
import { channelLink, date, joined, link, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import { actions, button, capped, context, divider, header, section } from './blocks.ts';
import { figuresBlocks } from './figures.ts';
import { type DisplayTime, statusMark } from './headline.ts';

/** What the checks examine, as far as everyone may know: hosts, never a token or a path. */
export type MonitoredTargets = {
  /** The host of Intercom's API. */
  readonly intercom: string;
  /** Whether a token is set for it. */
  readonly asked: boolean;
  /** The URL of Intercom's status page. */
  readonly statusPage: string;
  /** The host of our own health endpoint; null if none is set. */
  readonly health: string | null;
  /** How often the checks run while no incident is open, ms; null for never. */
  readonly watchEveryMs: number | null;
};

/** How many incidents of each kind the Home tab shows: Slack accepts 100 blocks. */
const openShown = 25;
const endedShown = 10;

/** The Home tab of someone who can't use the bot: why not, and nothing else. */
export const closedHomeView = (why: string): HomeView => ({
  type: 'home',
  blocks: [section(mrkdwn`${why}`)],
});

/** One person's Home tab: open incidents, most severe first, recent ones, what is checked, and how to use the bot. */
export function homeView(
  incidents: {
    readonly open: readonly IncidentRow[];
    readonly ended: readonly IncidentRow[];
    readonly figures: Figures;
  },
  monitored: MonitoredTargets,
  pace: Pick<ResponsePolicy, 'triageEvery'>,
  time: DisplayTime,
): HomeView {
  const open = incidents.open.toSorted(graver);
  const ended = incidents.ended.toSorted((one, other) => endOf(other) - endOf(one));
  return {
    type: 'home',
    blocks: [
      actions(
        button('Declare an incident', actionIds.declare, 'home', 'primary'),
        button('Find an incident', actionIds.find, 'home'),
      ),
      context(mrkdwn`Updated ${date(time.now, time.now, time.timeZone)}. Reopen this tab to refresh.`),
      header(open.length > 0 ? `Open incidents: ${open.length}` : 'No open incidents'),
      ...capped(
        open.map((row): KnownBlock => section(openLines(row, time))),
        openShown,
        (hidden) => context(mrkdwn`… and ${hidden} more: \`${commandName} list\``),
      ),
      ...endedBlocks(ended, time),
      divider,
      ...figuresBlocks(incidents.figures),
      context(mrkdwn`For other spans, run \`${commandName} figures 90d\`, \`365d\`, or \`all\`.`),
      divider,
      header("What's monitored"),
      section(joined(checkedLines(monitored, pace), '\n')),
      divider,
      header('Using the bot'),
      section(joined(usage, '\n')),
    ],
  };
}

const graver = (one: IncidentRow, other: IncidentRow): number =>
  severities.indexOf(one.severity) - severities.indexOf(other.severity);

/** When an incident ended, UTC ms. */
const endOf = ({ openedAt, resolvedAt, closedAt, cancelledAt }: IncidentRow): number =>
  cancelledAt ?? closedAt ?? resolvedAt ?? openedAt;

const titleLine = (row: IncidentRow): Mrkdwn =>
  mrkdwn`${statusMark[row.status]} ${lock(row)}*${markedName(row)}* [${row.severity}] ${row.status}: ${row.title}`;

function openLines(row: IncidentRow, { now, timeZone }: DisplayTime): Mrkdwn {
  const { nextUpdateAt } = row;
  const late = nextUpdateAt !== null && nextUpdateAt <= now;
  const update =
    nextUpdateAt === null
      ? []
      : [
          mrkdwn`${late ? ':alarm_clock: update overdue since' : 'next update'} ${date(nextUpdateAt, now, timeZone)}`,
        ];
  const facts = [
    row.channel ? channelLink(row.channel) : mrkdwn`channel not created yet`,
    row.commander ? mrkdwn`commander ${mention(row.commander)}` : mrkdwn`no commander`,
    ...update,
    mrkdwn`declared ${date(row.openedAt, now, timeZone)}`,
  ];
  return mrkdwn`${titleLine(row)}\n${joined(facts, ' · ')}`;
}

function endedBlocks(ended: readonly IncidentRow[], { now, timeZone }: DisplayTime): KnownBlock[] {
  if (ended.length === 0) return [];
  const sections = ended.slice(0, endedShown).map((row) => {
    const end = endWords(row, date(endOf(row), now, timeZone));
    const where = row.channel ? mrkdwn`${channelLink(row.channel)} · ` : mrkdwn``;
    const postmortem = button('Postmortem', actionIds.getPostmortem, String(row.id));
    const about = mrkdwn`${titleLine(row)}\n${where}${end}`;
    return row.status === 'CANCELLED' ? section(about) : section(about, postmortem);
  });
  const older =
    ended.length > endedShown
      ? [context(mrkdwn`For an older one, run \`${commandName} postmortem INC-n\`.`)]
      : [];
  return [divider, header('Recently ended'), ...sections, ...older];
}

function endWords({ status, duplicateOf, originalIsPrivate }: IncidentRow, when: Mrkdwn): Mrkdwn {
  const original = duplicateOf
    ? mrkdwn`, a duplicate of ${originalIsPrivate ? privateOriginal : incidentName(duplicateOf)}`
    : mrkdwn``;
  if (status === 'CANCELLED') return mrkdwn`cancelled ${when}${original}`;
  return status === 'CLOSED' ? mrkdwn`closed ${when}` : mrkdwn`resolved ${when}, not closed yet`;
}

const inWords = ({ amount, unit }: TimeSpan): string => `${amount}${unit}`;

function checkedLines(
  { intercom, asked, statusPage, health, watchEveryMs }: MonitoredTargets,
  { triageEvery }: Pick<ResponsePolicy, 'triageEvery'>,
): Mrkdwn[] {
  const repeats = severities.map((severity) => `${severity} every ${inWords(triageEvery[severity])}`);
  return [
    asked
      ? mrkdwn`• Intercom's API at ${intercom}`
      : mrkdwn`• Intercom's API at ${intercom}: reachability only (INTERCOM_ACCESS_TOKEN isn't set)`,
    mrkdwn`• Intercom's status page, ${link(statusPage, new URL(statusPage).host)}`,
    health
      ? mrkdwn`• Our own integration's health at ${health}`
      : mrkdwn`• Our own integration: not checked (HEALTH_CHECK_URL isn't set)`,
    mrkdwn`While an incident is open, the checks repeat: ${repeats.join(', ')}.`,
    watchEveryMs === null
      ? mrkdwn`With no incident open, they run only on request.`
      : mrkdwn`With no incident open, they run every ${approxDuration(watchEveryMs)}. Two bad results in a row suggest an incident.`,
  ];
}

const usage: readonly Mrkdwn[] = [
  mrkdwn`• \`${commandName}\`: in an incident channel, show the incident; anywhere else, declare one.`,
  mrkdwn`• \`${commandName} triage\`: run the checks and find out whose problem it is and what to do.`,
  mrkdwn`• To add a message to the timeline, pin it in the incident channel or react with :pushpin:.`,
  mrkdwn`• \`${commandName} help\`: see all commands.`,
];
