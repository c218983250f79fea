import type { ModalView } from '@slack/types';
import { type DrillRun, drillWord } from '../../../domain/drill/run.ts';
import { type ChannelId, type EpisodeId, incidentName } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import type { Severity } from '../../../domain/incident/severity.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import type { IncidentRow } from '../../../store/store.ts';
import { viewIds } from '../../ids.ts';
import { channelLink, fitted, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { capped, context, divider, input, type Message, message, section, sections } from '../blocks.ts';
import { modal, severityInput, textInput, timeInput } from './modal.ts';

/** How many open incidents the declare modal shows before it says how many more there are. */
const openShown = 5;

/** The declare modal; open incidents stand above the fields, so that nobody declares the same outage twice. */
export function declareModal(
  open: readonly IncidentRow[],
  prefilled: {
    severity: Severity | null;
    title: PlainText;
    channel: ChannelId | null;
    /** What is proposed, and how it has ended already: a button may be pressed that stood there a moment ago. */
    proposal?: { id: EpisodeId; ended: Mrkdwn | null };
    drill?: DrillRun;
  },
): ModalView {
  const lines = capped(
    open.map(
      ({ id, severity, status, title, channel }) =>
        mrkdwn`• ${incidentName(id)} [${severity}] ${status}: ${fitted(title, 400)}${channel ? mrkdwn` ${channelLink(channel)}` : mrkdwn``}`,
    ),
    openShown,
    (hidden) => mrkdwn`… and ${hidden} more: \`/intercom-incident list\``,
  );
  const already =
    lines.length > 0
      ? [
          ...sections([
            mrkdwn`*Already open.* If yours is one of these, join its channel instead.`,
            ...lines,
          ]),
          divider,
        ]
      : [];
  const ended = prefilled.proposal?.ended ? [context(prefilled.proposal.ended)] : [];
  return modal(
    viewIds.declare,
    prefilled.drill ? 'Declare a drill' : 'Declare an incident',
    'Declare',
    {
      incident: null,
      channel: prefilled.channel,
      proposal: prefilled.proposal?.id ?? null,
      ...(prefilled.drill && { drill: prefilled.drill }),
    },
    [
      ...(prefilled.drill
        ? [context(mrkdwn`*${drillWord}.* Fill this in as if it were real. Nothing is announced.`)]
        : [...ended, ...already]),
      input('title', 'Title', textInput(prefilled.title, { placeholder: "What's failing, in a few words" })),
      input('severity', 'Severity', severityInput(prefilled.severity ?? 'P2')),
      input(
        'impact',
        'Impact',
        textInput(null, { multiline: true, placeholder: 'What customers and agents see' }),
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
      ...(prefilled.drill ? [] : [startedInput]),
    ],
  );
}

const startedInput = input('started', 'Started', timeInput(null), {
  optional: true,
  hint: 'When it really began, if that was earlier.',
});

/** Confirms a declaration: where its channel is, or that Slack has not opened it yet. */
export function declaredMessage({ id, drill, channel }: Pick<Incident, 'id' | 'drill' | 'channel'>): Message {
  const where = channel
    ? mrkdwn`Its channel is ${channelLink(channel.id)}, and you're invited.`
    : mrkdwn`Its channel is being created, and you'll be invited.`;
  const text = mrkdwn`${markedName({ id, drill })} declared. ${where}`;
  return message(text.value, [section(text)]);
}
