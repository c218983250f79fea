import type { Incident } from '../../../domain/incident/incident.ts';
import { markedName } from '../../../domain/incident/incident.ts';
import { type ViewId, viewIds } from '../../ids.ts';
import { channelLink, fitted, joined, type Mrkdwn, mrkdwn, typed } from '../../text/mrkdwn.ts';
import { type Message, message, sections } from '../blocks.ts';
import { cancellationLines, commanderText } from '../headline.ts';
import { otherRoles } from '../people/roles.ts';

/** The longest that a recorded text can be here, in characters. */
const shownMax = 300;

/**
 * What a person is told who submits a form again that was accepted before, because its answer was lost: that nothing
 * was done twice, or that their correction counts, what is on record now, and what others did (`changesMeanwhile`).
 */
export function takenBefore(
  incident: Incident,
  form: ViewId,
  corrected: boolean,
  meanwhile: readonly Mrkdwn[] = [],
): Message {
  const lines = [
    corrected
      ? mrkdwn`${markedName(incident)}: this form was already submitted. What you just sent counts.`
      : mrkdwn`${markedName(incident)}: this form was already submitted. Nothing was done twice.`,
    ...onRecord(incident, form, corrected),
    ...meanwhile,
  ];
  return message(joined(lines, '\n').value, sections(lines));
}

function onRecord(incident: Incident, form: ViewId, corrected: boolean): Mrkdwn[] {
  const { severity, status, title, impact, cause, action, fix, review, channel } = incident;
  const line = (label: string, text: string | null | undefined): Mrkdwn[] =>
    text ? [mrkdwn`*${label}:* ${typed(text, shownMax)}`] : [];
  switch (form) {
    case viewIds.declare:
      return [
        mrkdwn`*On record:* [${severity}] ${fitted(title, shownMax)}${channel ? mrkdwn`, in ${channelLink(channel.id)}` : mrkdwn``}`,
        ...line('Impact', impact),
        mrkdwn`*Commander:* ${commanderText(incident)}`,
      ];
    case viewIds.update:
      return [
        mrkdwn`*On record:* ${status}`,
        ...line('Impact', impact),
        ...line('Cause', cause?.text),
        ...line('Action', action?.text),
      ];
    case viewIds.note:
      return [corrected ? mrkdwn`Both notes are on the timeline.` : mrkdwn`The note is on the timeline.`];
    case viewIds.times:
      return [mrkdwn`The times are on record.`];
    case viewIds.severity:
      return [mrkdwn`*On record:* ${severity}`];
    case viewIds.roles:
      return [mrkdwn`*Commander:* ${commanderText(incident)}`, ...otherRoles(incident)];
    case viewIds.resolve:
      return [mrkdwn`*On record:* ${status}`, ...line('What fixed it', fix)];
    case viewIds.close:
      return [
        mrkdwn`*On record:* ${status}`,
        ...line('Summary', review?.summary),
        ...line('Root cause', review?.rootCause),
        ...line('What fixed it', fix),
      ];
    case viewIds.editPostmortem:
      return [
        ...line('Summary', review?.summary),
        ...line('Root cause', review?.rootCause),
        ...line('What fixed it', fix),
        ...line('Lessons', review?.lessons),
      ];
    case viewIds.cancel:
      return [mrkdwn`*On record:* ${status}`, ...cancellationLines(incident)];
    case viewIds.reopen:
      return [mrkdwn`*On record:* ${status}`];
    case viewIds.addItem:
    case viewIds.find:
    case viewIds.editItem:
    case viewIds.dropItem:
      return [mrkdwn`\`/intercom-incident todos\` shows the action items as they stand now.`];
    case viewIds.editEntry:
      return [mrkdwn`The timeline shows the entry as it stands now.`];
  }
}
