import { changedPromises } from './changed-promises.ts';
import type { Order } from './commands.ts';
import type { Decision } from './decide.ts';
import { reviewOf, reviewRefused } from './decide-review.ts';
import type { Millis } from './ids.ts';
import type { Declared, Incident } from './incident.ts';
import { textMax, tooLong } from './limits.ts';
import type { Pace } from './pace.ts';
import { notOpen, refuse } from './refusal.ts';
import { isOpen } from './status.ts';
import { type PlainText, plainText } from './text.ts';

/**
 * What a form comes to that was taken before and comes again with other words, where what it does is done already:
 * its words are put right, or kept as a note. Null where the command can be given once more, as any other.
 */
export function decideCorrection(incident: Incident, { command, at }: Order): Decision | null {
  switch (command.type) {
    case 'change_severity': {
      if (command.to !== incident.severity || incident.status === 'CLOSED') return null;
      return noted(command.why, `Why the severity is ${command.to}`, at);
    }
    case 'reopen':
      return isOpen(incident.status) ? noted(command.why, 'Why it was reopened', at) : null;
    case 'resolve': {
      if (incident.status !== 'RESOLVED') return null;
      const long = tooLong(command.fix, textMax, 'What fixed it', 'fix');
      return long ?? [{ type: 'resolution_corrected', fix: command.fix }];
    }
    case 'close': {
      if (incident.status !== 'CLOSED') return null;
      const { type: _, ...written } = command;
      const review = reviewOf(incident, written);
      return reviewRefused(review) ?? [{ type: 'review_corrected', ...review }];
    }
    default:
      return null;
  }
}

const noted = (why: PlainText | null, what: string, at: Millis): Decision =>
  tooLong(why, textMax, 'The reason', 'why') ??
  (why ? [{ type: 'note_added', text: plainText(`${what}: ${why}`), when: at }] : []);

/**
 * A declaration put right: only what the form says otherwise than before, for others may have gone on since. Whoever may
 * not change the severity may not do it in this way.
 */
export function correctDeclaration(
  incident: Incident,
  said: Declared,
  { by, at, responds = true }: Order,
  pace: Pace,
): Decision {
  if (incident.status === 'CLOSED') return notOpen(incident);
  const { declared } = incident;
  const put = <T>(before: T, now: T, stands: T): T => (now === before ? stands : now);
  const severity = put(declared.severity, said.severity, incident.severity);
  const holds: Declared = {
    title: put(declared.title, said.title, incident.title),
    severity,
    impact: put(declared.impact, said.impact, incident.impact),
    commander: put(declared.commander, said.commander, incident.commander),
  };
  const { title, impact, commander } = incident;
  const commands = by.kind === 'person' && by.user === commander;
  if (severity !== incident.severity && !responds && !commands)
    return refuse(
      'Only the commander and the responders may change the severity. Nothing was changed. Ask one of them, or send this form with the severity as it was.',
      'severity',
    );
  if (
    holds.title === title &&
    severity === incident.severity &&
    holds.impact === impact &&
    holds.commander === commander
  )
    return [];
  return [{ type: 'declaration_corrected', ...holds, ...changedPromises(incident, severity, at, pace) }];
}
