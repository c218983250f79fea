import type { ModalView } from '@slack/types';
import { calendarDay, clockTime } from '../../domain/clock-words.ts';
import { type ChannelId, incidentName, type Millis } from '../../domain/ids.ts';
import type { Impact } from '../../domain/impact.ts';
import { confirmedIn, type Finding, type Incident } from '../../domain/incident.ts';
import { noOwner } from '../../domain/postmortem-content.ts';
import type { Field } from '../../domain/refusal.ts';
import { workingStatusSchema } from '../../domain/status.ts';
import { clip, type PlainText } from '../../domain/text.ts';
import { viewIds } from '../ids.ts';
import { fitted } from '../mrkdwn.ts';
import { context, input, option } from './blocks.ts';
import { countInput, type ModalMemory, modal, severityInput, textInput, timeInput } from './modal.ts';

const memory = (incident: Incident, channel: ChannelId | null, typed: Field | null = null): ModalMemory => ({
  incident: incident.id,
  channel,
  since: incident.seq,
  ...(typed && { typed }),
});

/**
 * Post a status update: everything pre-filled with what is true now, the next update with the severity's pace; `action`
 * was typed with the command.
 */
export function updateModal(
  incident: Incident,
  channel: ChannelId | null,
  nextUpdateAt: Millis,
  action?: PlainText,
): ModalView {
  const options = workingStatusSchema.options.map((status) => option(status, status));
  const current = options.find(({ value }) => value === incident.status);
  return modal(
    viewIds.update,
    `Update ${incidentName(incident.id)}`,
    'Post update',
    memory(incident, channel, action ? 'action' : null),
    [
      input(
        'status',
        'Status',
        { type: 'static_select', options, ...(current && { initial_option: current }) },
        {
          hint: 'To say that it is over, use Resolve instead.',
        },
      ),
      input('impact', 'Impact', textInput(incident.impact, { multiline: true }), { optional: true }),
      input('cause', 'Cause', textInput(incident.cause?.text ?? null, { multiline: true }), {
        optional: true,
      }),
      input('action', 'Action', textInput(action || (incident.action?.text ?? null), { multiline: true }), {
        optional: true,
      }),
      input('next_update', 'Next update', timeInput(nextUpdateAt)),
    ],
  );
}

/** Add a note to the timeline, at a time that may be past. */
export const noteModal = (incident: Incident, channel: ChannelId | null, now: number): ModalView =>
  modal(viewIds.note, `Note on ${incidentName(incident.id)}`, 'Add note', memory(incident, channel), [
    input(
      'note',
      'Note',
      textInput(null, { multiline: true, placeholder: 'What happened, or what was found' }),
    ),
    input('when', 'When', timeInput(now), { hint: 'When it happened; now, if you leave it.' }),
  ]);

/** Change the severity, and say why. */
export const severityModal = (incident: Incident, channel: ChannelId | null): ModalView =>
  modal(viewIds.severity, `Severity of ${incidentName(incident.id)}`, 'Change', memory(incident, channel), [
    input('severity', 'Severity', severityInput(incident.severity)),
    input('why', 'Why', textInput(null, { multiline: true }), { optional: true }),
  ]);

/** Hand command to somebody. */
export const commanderModal = (incident: Incident, channel: ChannelId | null): ModalView =>
  modal(viewIds.commander, `Command ${incidentName(incident.id)}`, 'Hand over', memory(incident, channel), [
    input('commander', 'Commander', {
      type: 'users_select',
      ...(incident.commander && { initial_user: incident.commander }),
    }),
  ]);

/** Resolve: reminders stop, the postmortem waits for the close. `fix` was typed with the command. */
export const resolveModal = (
  incident: Incident,
  channel: ChannelId | null,
  impact: Impact | null = null,
  fix?: PlainText,
): ModalView =>
  modal(
    viewIds.resolve,
    `Resolve ${incidentName(incident.id)}`,
    'Resolve',
    memory(incident, channel, fix ? 'fix' : null),
    [
      input('fix', 'What fixed it', textInput(fix || incident.fix, { multiline: true }), { optional: true }),
      ...(impact ? [context(fitted(impactWords(impact), 1_000))] : []),
    ],
  );

/** Reopen, and say why. */
export const reopenModal = (incident: Incident, channel: ChannelId | null): ModalView =>
  modal(viewIds.reopen, `Reopen ${incidentName(incident.id)}`, 'Reopen', memory(incident, channel), [
    input('why', 'Why', textInput(null, { multiline: true }), { optional: true }),
  ]);

/** The estimate in words, with what was counted: nobody shall take it for more than it is. */
function impactWords({ conversations, query, stale, at, because }: Impact): string {
  if (conversations === null) return `No estimate of the conversations affected: ${because ?? 'not known'}.`;
  const old =
    stale && at !== null
      ? ` Counted ${calendarDay(at)} ${clockTime(at)} UTC; ${because ?? 'Intercom does not answer now'}.`
      : '';
  return `Estimate: ${conversations} conversations (${query}).${old} Correct it if you know better.`;
}

/**
 * Close: what the postmortem needs, pre-filled with what was said before; what stays empty reads `Not recorded`. `estimate`
 * is filled in for the conversations that nobody has counted yet; `summary` was typed with the command.
 */
export function closeModal(
  incident: Incident,
  channel: ChannelId | null,
  impact: Impact | null = null,
  estimate = impact?.conversations ?? null,
  summary?: PlainText,
): ModalView {
  const { review, fix, cause } = incident;
  const confirmed = confirmedIn(review);
  const items = review?.actionItems.map(({ what, owner, due }) =>
    due === null && owner === null
      ? what
      : [what, owner ?? noOwner, due].filter((part) => part !== null).join(' - '),
  );
  const optional = { optional: true };
  return modal(
    viewIds.close,
    `Close ${incidentName(incident.id)}`,
    'Close',
    memory(incident, channel, summary ? 'summary' : null),
    [
      input(
        'incident_type',
        'Type',
        textInput(review?.incidentType ?? null, { placeholder: incident.title }),
        {
          ...optional,
          hint: 'What the postmortem calls it; the title, if you leave it empty.',
        },
      ),
      input(
        'summary',
        'Summary',
        textInput(summary || (review?.summary ?? null), {
          multiline: true,
          placeholder: 'What happened and whom it hit, in a sentence or two',
        }),
        optional,
      ),
      input(
        'root_cause',
        'Root cause',
        textInput(confirmed.rootCause ?? cause?.text ?? null, { multiline: true }),
        {
          ...optional,
          ...(cause && confirmed.rootCause === null && { hint: rootCauseHint(cause) }),
        },
      ),
      input('fix', 'What fixed it', textInput(fix, { multiline: true }), optional),
      input(
        'conversations',
        'Conversations affected',
        countInput(confirmed.conversationsAffected ?? estimate),
        { ...optional, ...(impact && { hint: clip(impactWords(impact), 1_000) }) },
      ),
      input('users', 'Users unable to reach support', countInput(review?.usersAffected ?? null), optional),
      input(
        'action_items',
        'Action items',
        textInput(items?.join('\n') ?? null, {
          multiline: true,
          placeholder: 'Alert on 5xx - Alice - 2026-12-01',
        }),
        {
          ...optional,
          hint: 'One a line: what - owner - due',
        },
      ),
    ],
  );
}

const rootCauseHint = ({ from }: Finding): string =>
  `The last cause in the headline, ${from === 'triage' ? 'written by triage' : 'from the last update'}. Left as it is, the postmortem says so.`;
