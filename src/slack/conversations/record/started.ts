import { incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isRefusal, refuse } from '../../../domain/incident/refusal.ts';
import { readPastTime } from '../../../domain/text/read-time.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { commandName } from '../../ids.ts';
import { refusalReply, reply } from '../../listening/handlers.ts';
import { executeHere } from '../../listening/incident-commands.ts';
import {
  displayTime,
  incidentOfChannel,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { date, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { sentence } from '../../views/replies.ts';

/** Corrects when the incident really began, or, without a time, shows the recorded start. */
export async function started(
  context: ListenerContext,
  requester: Requester,
  text: PlainText,
): Promise<Reply> {
  const { now, timeZone } = displayTime(context);
  const words = ({ id, startedAt }: Incident): Mrkdwn =>
    mrkdwn`${incidentName(id)} started ${date(startedAt, now, timeZone)}.`;
  if (text === '') {
    const incident = await incidentOfChannel(context, requester.channel);
    if (isRefusal(incident)) return refusalReply(incident);
    const how = mrkdwn`To correct that, run \`${commandName} started 09:10\`, or give \`-25m\` or \`2026-11-27 09:10\`.`;
    return reply(sentence(mrkdwn`${words(incident)} ${how}`));
  }
  const read = readPastTime(text, now, timeZone);
  if ('problem' in read) return refusalReply(refuse(read.problem));
  return executeHere(context, requester, { type: 'correct_start', startedAt: read.at }, words);
}
