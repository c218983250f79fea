import type { Earlier, IssuedCommand, PersonCommand } from '../../incident/commands.ts';
import type { CloseReview, WrittenField } from '../../incident/ending/review.ts';
import { incidentName, type Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { textMax, tooLong } from '../../incident/limits.ts';
import { isRefusal, notOpen, type Refusal, refuse } from '../../incident/refusal.ts';
import { isFinal, isOpen, type Status } from '../../incident/status.ts';
import { type PlainText, plainText } from '../../text/text.ts';
import { changedDeadlines } from '../changed-deadlines.ts';
import type { Decision } from '../decision.ts';
import { correctStart } from '../declare/start.ts';
import {
  correctedWords,
  type ReviewWords,
  reviewFields,
  reviewOf,
  reviewRefused,
} from '../ending/decide-review.ts';
import { closingItems } from '../items/close-items.ts';
import { mayCommand } from '../permission.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { isSame, saysAnew } from './says-anew.ts';

type Declared = Pick<Asked<'open'>, 'title' | 'severity' | 'impact' | 'commander'>;
type Asked<Type extends PersonCommand['type']> = Extract<PersonCommand, { type: Type }>;

/**
 * What a form comes to that was accepted before and is submitted again with different values, if its action has
 * already been done: its words are corrected, or kept as a note, and unchanged values do nothing again. Refused if
 * the incident has since been resolved, closed, cancelled, or reopened by other means. Null if the command can simply
 * be given again.
 */
export function decideCorrection(
  incident: Incident,
  { command, at }: IssuedCommand,
  earlier: Earlier,
  policy: ResponsePolicy,
): Decision | null {
  const { severity, status } = incident;
  switch (command.type) {
    case 'add_note':
      return saysAnew(earlier, command, 'text') || saysAnew(earlier, command, 'when') ? null : [];
    case 'change_severity': {
      const { to, why } = command;
      if (isFinal(status) || (to !== severity && saysAnew(earlier, command, 'to'))) return null;
      if (!saysAnew(earlier, command, 'why')) return [];
      return noted(why, `Why the severity ${to === severity ? 'is' : 'was set to'} ${to}`, at);
    }
    case 'reopen':
      if (!isOpen(status) || turnedSince(incident, earlier)) return overtaken(incident);
      return saysAnew(earlier, command, 'why') ? noted(command.why, 'Why it was reopened', at) : [];
    case 'resolve': {
      if (status !== 'RESOLVED' || turnedSince(incident, earlier)) return overtaken(incident);
      if (!saysAnew(earlier, command, 'fix')) return [];
      const long = tooLong(command.fix, textMax, 'What fixed it', 'fix');
      return long ?? [{ type: 'resolution_corrected', fix: command.fix }];
    }
    case 'close':
      if (status !== 'CLOSED' || turnedSince(incident, earlier)) return overtaken(incident);
      return correctReview(incident, { command, at, earlier }, policy);
    case 'cancel': {
      if (status !== 'CANCELLED' || turnedSince(incident, earlier)) return overtaken(incident);
      const { reason, why } = command;
      if (!saysAnew(earlier, command, 'reason') && !saysAnew(earlier, command, 'why')) return [];
      const long = tooLong(why, textMax, 'The reason', 'why');
      return long ?? [{ type: 'cancellation_corrected', reason, why }];
    }
    default:
      return null;
  }
}

const noted = (why: PlainText | null, what: string, at: Millis): Decision =>
  tooLong(why, textMax, 'The reason', 'why') ??
  (why ? [{ type: 'note_added', text: plainText(`${what}: ${why}`), when: at }] : []);

const turnedSince = ({ turned }: Incident, { seq }: Earlier): boolean =>
  turned !== null && seq !== null && turned.seq > seq;

const ifOver = 'click Resolve or Close in the channel if it is over';
const anew: Readonly<Record<Status, string>> = {
  INVESTIGATING: ifOver,
  IDENTIFIED: ifOver,
  MONITORING: ifOver,
  RESOLVED: "click Close in the channel to add what's missing, or Reopen if it isn't over",
  CLOSED: "click Reopen in the channel if it isn't over",
  CANCELLED: 'click Reopen in the channel if it is an incident after all',
};

/** The refusal of a form whose incident has ended or been reopened since it was accepted. */
function overtaken({ id, status, turned }: Incident): Refusal {
  const name = incidentName(id);
  const by = turned?.by.kind === 'person' ? turned.by.user : null;
  const what = `${turned?.to ?? status.toLowerCase()}${by ? ` by ${by}` : ''}`;
  return {
    ...refuse(
      `${name} was ${what} after this form was submitted. Nothing was changed. Copy your text, close this form, and ${anew[status]}.`,
    ),
    ...(by && { about: [by] }),
  };
}

function correctReview(
  incident: Incident,
  { command, at, earlier }: { command: Asked<'close'>; at: Millis; earlier: Earlier },
  policy: ResponsePolicy,
): Decision {
  const { review } = incident;
  const says = (field: WrittenField): boolean => review === null || saysAnew(earlier, command, field);
  if (![...writtenFields, 'actionItems' as const].some(says)) return [];
  const items = says('actionItems') ? closingItems(incident, command, { at, earlier }, policy) : [];
  if (isRefusal(items)) return items;
  // A close doesn't ask for the lessons, so they stay as they are.
  const { lessons: _, ...stands }: ReviewWords = review ?? command;
  const corrected = reviewOf(incident, {
    ...correctedWords(stands, command, (field) => field !== 'lessons' && says(field)),
    actionItems: [],
    ...(command.untouched && { untouched: command.untouched }),
  });
  if (keptFields.every((field) => isSame(corrected[field], review?.[field]))) return items;
  return (
    reviewRefused(corrected) ?? [
      ...items,
      { type: 'review_corrected', ...reviewFields(incident, corrected, items) },
    ]
  );
}

type ReviewedField = Exclude<WrittenField, 'actionItems'>;
const writtenFields: readonly ReviewedField[] = [
  'incidentType',
  'summary',
  'rootCause',
  'fix',
  'conversationsAffected',
  'usersAffected',
];
const keptFields: readonly (keyof CloseReview)[] = [
  ...writtenFields,
  'rootCauseFrom',
  'conversationsEstimated',
];

/**
 * A corrected declaration: applies only what the form changed, because others may have changed the rest. It can't
 * change the severity for someone who has no permission for that.
 */
export function correctDeclaration(
  incident: Incident,
  issued: IssuedCommand & { command: Asked<'open'> },
  policy: ResponsePolicy,
): Decision {
  const { command, at, earlier } = issued;
  if (isFinal(incident.status)) return notOpen(incident);
  const holds = <Name extends keyof Declared>(field: Name): Declared[Name] =>
    earlier && saysAnew(earlier, command, field) ? command[field] : incident[field];
  const severity = holds('severity');
  const corrected: Declared = {
    title: holds('title'),
    severity,
    impact: holds('impact'),
    commander: holds('commander'),
  };
  if (severity !== incident.severity && !mayCommand(incident, issued))
    return refuse(
      'Only the commander and responders can change the severity. Nothing was changed. Ask them, or set the severity back.',
      'severity',
    );
  const unseen = incident.privateTo !== null;
  if ((command.visibility === 'members') !== unseen && earlier && saysAnew(earlier, command, 'visibility'))
    return refuse(
      unseen
        ? `${incidentName(incident.id)} is private, and stays so. Nothing was changed. Set the visibility back.`
        : `${incidentName(incident.id)} was already declared, and everyone can see it. Nothing was changed. To make it private, run \`/intercom-incident private\` there.`,
      'visibility',
    );
  const named = corrected.commander;
  if (unseen && named !== null && named !== incident.commander && !incident.privateTo?.includes(named))
    return refuse(
      `${incidentName(incident.id)} is private, so its commander has to be in its channel. Nothing was changed. Add them with /invite first.`,
      'commander',
    );
  const same =
    corrected.title === incident.title &&
    severity === incident.severity &&
    corrected.impact === incident.impact &&
    corrected.commander === incident.commander;
  const { startedAt } = command;
  const started =
    startedAt && startedAt !== incident.startedAt && earlier && saysAnew(earlier, command, 'startedAt')
      ? correctStart(incident, { type: 'correct_start', startedAt }, issued, policy)
      : [];
  if (isRefusal(started) || same) return started;
  return [
    ...started,
    { type: 'declaration_corrected', ...corrected, ...changedDeadlines(incident, severity, at, policy) },
  ];
}
