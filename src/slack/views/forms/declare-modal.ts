import type { KnownBlock, ModalView } from '@slack/types';
import type { Solved } from '../../../app/finding/solved-before.ts';
import { type DrillRun, drillWord } from '../../../domain/drill/run.ts';
import { type ChannelId, type EpisodeId, incidentName } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { type Visibility, visibilitySchema } from '../../../domain/incident/people/audience.ts';
import type { Severity } from '../../../domain/incident/severity.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import type { IncidentRow } from '../../../store/found.ts';
import { actionIds, commandName, viewIds } from '../../ids.ts';
import { lock } from '../../text/lock.ts';
import { channelLink, fitted, joined, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import {
  button,
  capped,
  context,
  divider,
  input,
  type Message,
  message,
  option,
  section,
} from '../blocks.ts';
import { type ModalSource, modal, severityInput, textInput, timeInput } from './modal.ts';

/** How many incidents of each kind the declare modal shows before it says how many more there are. */
const openShown = 5;

/** The incidents that someone who declares may mean: open ones, and similar ones that ended recently. */
type Others = {
  readonly open: readonly Offered[];
  readonly ended: readonly Offered[];
  /** Similar ones that were closed earlier; absent for none. */
  readonly solved?: readonly Solved[];
};

/** An incident, and whether it's similar to what is being declared. */
type Offered = { readonly row: IncidentRow; readonly alike: boolean };

function offered(title: Mrkdwn, others: readonly Offered[]): KnownBlock[] {
  if (others.length === 0) return [];
  const lines = others.map(({ row, alike }): KnownBlock => {
    const { id, severity, status, channel } = row;
    const like = alike ? mrkdwn`:eyes: *Looks like yours:* ` : mrkdwn``;
    const where = channel ? mrkdwn` ${channelLink(channel)}` : mrkdwn``;
    return section(
      mrkdwn`• ${like}${lock(row)}${incidentName(id)} [${severity}] ${status}: ${fitted(row.title, 400)}${where}`,
      button('Join instead', actionIds.joinInstead, String(id)),
    );
  });
  return [
    section(title),
    ...capped(lines, openShown, (hidden) =>
      section(mrkdwn`… and ${hidden} more: \`/intercom-incident list\``),
    ),
  ];
}

/** The longest that a root cause or a fix can be here, in characters. */
const howMax = 300;

function solvedBlocks(solved: readonly Solved[]): KnownBlock[] {
  if (solved.length === 0) return [];
  const lines = solved.map(({ row: { id, title, severity, channel, privateTo }, rootCause, fix }) => {
    const where = channel ? mrkdwn` ${channelLink(channel)}` : mrkdwn``;
    const how = [
      ...(rootCause ? [mrkdwn`Root cause: ${fitted(rootCause, howMax)}`] : []),
      ...(fix ? [mrkdwn`What fixed it: ${fitted(fix, howMax)}`] : []),
      mrkdwn`Postmortem: \`${commandName} postmortem ${incidentName(id)}\``,
    ];
    return mrkdwn`• ${lock({ privateTo })}${incidentName(id)} [${severity}]: ${fitted(title, 400)}${where}\n${joined(how, '\n')}`;
  });
  return [
    section(mrkdwn`*Looked like yours earlier.* This is how it was solved.`),
    ...lines.map((one) => section(one)),
  ];
}

/**
 * The declare modal. Open incidents, and similar ones that ended recently, are shown above the fields, so that nobody
 * declares the same outage twice.
 */
export function declareModal(
  { open, ended, solved = [] }: Others,
  prefilled: {
    severity: Severity | null;
    title: PlainText;
    channel: ChannelId | null;
    /** What is suggested, and how it has already ended: the button may be clicked a moment too late. */
    proposal?: { id: EpisodeId; ended: Mrkdwn | null };
    drill?: DrillRun;
    /** The message that it's declared from; its content is the impact. */
    source?: ModalSource;
    impact?: PlainText;
    /** Who can know of the incident; absent for everyone. */
    visibility?: Visibility;
    /** The marked messages of the channel that the incident is to live in. */
    adopts?: MarkedOffers;
    /** The bot isn't in that channel yet. */
    joins?: boolean;
  },
): ModalView {
  const already = [
    ...offered(mrkdwn`*Already open.* If yours is one of these, join its channel instead.`, open),
    ...offered(mrkdwn`*Ended within the last hour and looks like yours.* Is it back?`, ended),
    ...solvedBlocks(solved),
  ];
  const answered = prefilled.proposal?.ended ? [context(prefilled.proposal.ended)] : [];
  const joins = prefilled.joins ? mrkdwn` The bot joins it when you declare.` : mrkdwn``;
  return modal(
    viewIds.declare,
    prefilled.drill ? 'Declare a drill' : 'Declare an incident',
    'Declare',
    {
      incident: null,
      channel: prefilled.channel,
      proposal: prefilled.proposal?.id ?? null,
      ...(prefilled.drill && { drill: prefilled.drill }),
      ...(prefilled.source && { source: prefilled.source }),
      ...(prefilled.adopts && { adopts: true }),
    },
    [
      ...(prefilled.drill
        ? [context(mrkdwn`*${drillWord}.* Fill this in as if it were real. Nothing is announced.`)]
        : [...answered, ...already, ...(already.length > 0 ? [divider] : [])]),
      ...(prefilled.adopts
        ? [context(mrkdwn`The incident lives in this channel. Nothing is created or renamed.${joins}`)]
        : []),
      input('title', 'Title', textInput(prefilled.title, { placeholder: "What's failing, in a few words" })),
      input('severity', 'Severity', severityInput(prefilled.severity ?? 'P2')),
      input(
        'impact',
        'Impact',
        textInput(prefilled.impact ?? null, {
          multiline: true,
          placeholder: 'What customers and agents see',
        }),
        {
          optional: true,
        },
      ),
      input(
        'commander',
        'Commander',
        { type: 'users_select', placeholder: { type: 'plain_text', text: 'Choose a commander' } },
        {
          optional: true,
          hint: "Leave empty if there's no commander yet.",
        },
      ),
      ...(prefilled.drill ? [] : [startedInput, visibilityInput(prefilled.visibility ?? 'everyone')]),
      ...(prefilled.adopts ? marksInput(prefilled.adopts) : []),
    ],
  );
}

const startedInput = input('started', 'Started', timeInput(null), {
  optional: true,
  hint: 'When it really started, if that was earlier.',
});

const visibilityWords: Readonly<Record<Visibility, string>> = {
  everyone: 'Everyone',
  members: 'Members of the channel only',
};

function visibilityInput(initial: Visibility): KnownBlock {
  const options = visibilitySchema.options.map((value) => option(visibilityWords[value], value));
  const chosen = options.find(({ value }) => value === initial);
  return input(
    'visibility',
    'Visibility',
    { type: 'static_select', options, ...(chosen && { initial_option: chosen }) },
    { hint: 'For members only, it gets a private channel and is announced nowhere.' },
  );
}

/** A message that someone marked before there was an incident, in one line; `value` says which and how. */
export type MarkedOffer = { readonly value: string; readonly label: string };

/**
 * What is marked in the channel, as far as the bot can read there before the form is submitted; Slack shows a channel
 * only to its members.
 */
export type MarkedOffers = readonly MarkedOffer[] | 'unread';

/** Selects everything that is marked, whatever that is. */
export const everyMark = 'every';

/** Slack: a menu has at most 100 options. */
const offersMax = 100;

/** Which marked messages become entries: all of them, unless someone deselects one. */
function marksInput(offers: MarkedOffers): KnownBlock[] {
  if (offers.length === 0) return [];
  const options =
    offers === 'unread'
      ? [option('Everything marked in the last 24 hours', everyMark)]
      : offers.slice(-offersMax).map(({ value, label }) => option(label, value));
  return [
    input(
      'marks',
      'Timeline',
      { type: 'multi_static_select', options, initial_options: options },
      {
        optional: true,
        hint: 'Messages from the last 24 hours that were pinned or have a :pushpin: reaction.',
      },
    ),
  ];
}

/** Confirms a declaration: where its channel is, or that Slack hasn't created it yet. */
export function declaredMessage({
  id,
  drill,
  channel,
  adopted,
  privateTo,
}: Pick<Incident, 'id' | 'drill' | 'channel' | 'adopted' | 'privateTo'>): Message {
  const kind = privateTo ? mrkdwn`private channel` : mrkdwn`channel`;
  const own = channel
    ? mrkdwn`Its ${kind} is ${channelLink(channel.id)}, and you're invited.`
    : mrkdwn`Its ${kind} is being created, and you'll be invited.`;
  const where = adopted ? mrkdwn`It lives in this channel.` : own;
  const text = mrkdwn`${markedName({ id, drill })} declared. ${where}`;
  return message(text.value, [section(text)]);
}
