import type { KnownBlock, ModalView } from '@slack/types';
import { confirmedIn } from '../../../domain/incident/ending/review.ts';
import { type ChannelId, type DisplayName, incidentName } from '../../../domain/incident/ids.ts';
import type { HeadlineFinding, Incident, StatusTurn } from '../../../domain/incident/incident.ts';
import { textMax } from '../../../domain/incident/limits.ts';
import type { Impact } from '../../../domain/records/impact.ts';
import { closingLines } from '../../../domain/records/items/item-words.ts';
import { clip, type PlainText } from '../../../domain/text/text.ts';
import { ownerWord } from '../../../domain/triage/format.ts';
import type { CurrentFailure } from '../../../domain/watch/failing.ts';
import { viewIds } from '../../ids.ts';
import { date, fitted, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { context, input, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';
import { countInput, memoryOf, modal, textInput } from './modal.ts';

/**
 * What a form shows besides its fields: the estimate, the `question` whether it's over at all, and what was typed
 * with the command.
 */
type Seen = {
  readonly impact?: Impact | null;
  readonly question?: KnownBlock | null;
  readonly typed?: PlainText | undefined;
  /** What the owners of action items are called. */
  readonly name?: DisplayName;
};

/** The buttons of a form that asks first. */
export const resolveAnyway = 'Resolve anyway';
export const closeAnyway = 'Close anyway';

/** Asks before an incident is ended while the checks fail: what fails, and since when. */
export function stillFailing(
  { cause, owner, since, longer }: CurrentFailure,
  { now, timeZone }: DisplayTime,
): KnownBlock {
  const when = mrkdwn`since ${date(since, now, timeZone)}${longer ? ' or longer' : ''}`;
  const whose = owner === 'unknown' ? mrkdwn`` : mrkdwn` (whose problem: ${ownerWord(owner)})`;
  return section(
    mrkdwn`:warning: *The checks are still failing*, ${when}: ${fitted(cause, 600)}${whose}. Is it really over for customers?`,
  );
}

/** Says that someone reopened the incident while a form that ends it was open, and asks whether it's over. */
export function reopenedMeanwhile(
  { id, degradedSince }: Incident,
  { by }: StatusTurn,
  { now, timeZone }: DisplayTime,
): KnownBlock {
  const who = by.kind === 'person' ? mrkdwn` by ${mention(by.user)}` : mrkdwn``;
  const when = degradedSince === null ? mrkdwn`` : mrkdwn`, ${date(degradedSince, now, timeZone)}`;
  return section(
    mrkdwn`:warning: *${incidentName(id)} was reopened*${who}${when}, while this form was open. Is it over again for customers?`,
  );
}

/** Resolves: reminders stop, the postmortem waits for the close. `fix` was typed with the command. */
export const resolveModal = (
  incident: Incident,
  channel: ChannelId | null,
  { impact, question, typed }: Seen = {},
): ModalView =>
  modal(
    viewIds.resolve,
    `Resolve ${incidentName(incident.id)}`,
    question ? resolveAnyway : 'Resolve',
    { ...memoryOf(incident, channel, typed ? 'fix' : null), ...(question && { asked: true }) },
    [
      ...(question ? [question] : []),
      input('fix', 'What fixed it', textInput(typed || incident.fix, { multiline: true }), {
        optional: true,
      }),
      ...(impact
        ? [
            context(fitted(impactWords(impact, 'The close form asks for the number.'), 1_000)),
            ...howCounted(impact),
          ]
        : []),
    ],
  );

/** Reopens, with a reason. */
export const reopenModal = (incident: Incident, channel: ChannelId | null): ModalView =>
  modal(viewIds.reopen, `Reopen ${incidentName(incident.id)}`, 'Reopen', memoryOf(incident, channel), [
    input('why', 'Why', textInput(null, { multiline: true }), { optional: true }),
  ]);

/** The estimate in sentences, so that nobody takes it for more than it is. */
function impactWords({ conversations, period, because }: Impact, toDo: string): string {
  const were = conversations === 1 ? '1 conversation was' : `${conversations} conversations were`;
  const known =
    conversations === null
      ? 'No estimate of conversations affected.'
      : `Estimate: ${were} started in Intercom ${period}, affected or not.`;
  return [known, because, toDo].filter(Boolean).join(' ');
}

/** What to do with the number in the form that has a field for it. */
const toFillIn = ({ conversations }: Impact): string =>
  conversations === null ? 'Enter the number yourself.' : 'Change it if you know better.';

/** For whoever wants to count again. */
const howCounted = ({ conversations, query }: Impact): KnownBlock[] =>
  conversations === null ? [] : [context(mrkdwn`How it was counted: \`${fitted(query, 1_000)}\``)];

/**
 * Closes: what the postmortem needs, prefilled with what was said before; empty fields read `Not recorded`.
 * `estimate` fills in the number of conversations if nobody has counted them yet; `typed` is the summary.
 */
export function closeModal(
  incident: Incident,
  channel: ChannelId | null,
  { impact, question, typed, name = (user) => user }: Seen = {},
  estimate = impact?.conversations ?? null,
): ModalView {
  const { review, fix, cause } = incident;
  const confirmed = confirmedIn(review);
  const items = closingLines(incident, name, textMax);
  const optional = { optional: true };
  return modal(
    viewIds.close,
    `Close ${incidentName(incident.id)}`,
    question ? closeAnyway : 'Close',
    {
      ...memoryOf(incident, channel, typed ? 'summary' : null),
      ...(question && { asked: true }),
      ...(items.length > 0 && { items: items.map(({ item }) => item) }),
    },
    [
      ...(question ? [question] : []),
      input(
        'incident_type',
        'Type',
        textInput(review?.incidentType ?? null, { placeholder: incident.title }),
        {
          ...optional,
          hint: 'Its name in the postmortem. Defaults to the title.',
        },
      ),
      input(
        'summary',
        'Summary',
        textInput(typed || (review?.summary ?? null), {
          multiline: true,
          placeholder: 'What happened and who was affected, in a sentence or two',
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
        { ...optional, ...(impact && { hint: clip(impactWords(impact, toFillIn(impact)), 1_000) }) },
      ),
      input('users', 'Users unable to reach support', countInput(review?.usersAffected ?? null), optional),
      input(
        'action_items',
        'Action items',
        textInput(items.map(({ line }) => line).join('\n'), {
          multiline: true,
          placeholder: 'Alert on 5xx - Alice - 2026-12-01',
        }),
        {
          ...optional,
          hint: 'One per line: what - owner - due',
        },
      ),
      ...(impact ? howCounted(impact) : []),
    ],
  );
}

const rootCauseHint = ({ from }: HeadlineFinding): string =>
  `The last cause in the headline, ${from === 'triage' ? 'from triage' : 'from the last update'}. If unchanged, the postmortem says so.`;
