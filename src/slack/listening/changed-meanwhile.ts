import type { Change } from '../../store/change.ts';
import type { ViewId } from '../ids.ts';
import type { Mrkdwn } from '../text/mrkdwn.ts';
import { meanwhileLines, meanwhileMessage } from '../views/forms/meanwhile.ts';
import { takenBefore } from '../views/forms/taken-before.ts';
import { sentence } from '../views/replies.ts';
import { displayTime, type ListenerContext } from './listener-context.ts';
import type { SubmitterMessage } from './modal-submission.ts';

type Taken = Extract<Change, { kind: 'changed' | 'repeated' }>;

/**
 * Returns what the sender of a form is told about changes that others made since it was opened (the incident's event
 * `since`): what stays as they wrote it, and whose words were replaced; `otherwise` if others changed none of it.
 * Null if nothing can have come between.
 */
export function changesMeanwhile(
  context: ListenerContext,
  change: Taken,
  since: number | null,
  otherwise: Mrkdwn | string | null = null,
): SubmitterMessage | null {
  const [mine] = change.kind === 'changed' ? change.recorded : [];
  if (!mine || since === null || mine.seq === since + 1) return null;
  const message = async () => {
    const lines = await between(context, change, since);
    if (lines.length > 0) return meanwhileMessage(mine.incident, lines);
    return otherwise === null ? null : sentence(otherwise);
  };
  return { message, otherwise: 'not' };
}

/**
 * Returns the answer to a form that was accepted before, including a correction; null for a form that comes for the
 * first time.
 */
export function submittedTwice(
  context: ListenerContext,
  change: Taken,
  form: ViewId,
  since: number | null,
): SubmitterMessage | null {
  const { incident } = change;
  if (!incident || (change.kind === 'changed' && !change.corrects)) return null;
  const corrected = change.kind === 'changed' && change.recorded.length > 0;
  const message = async () =>
    takenBefore(incident, form, corrected, await between(context, change, since ?? 0));
  return { message, otherwise: 'directly' };
}

async function between(context: ListenerContext, change: Taken, since: number): Promise<Mrkdwn[]> {
  const own = change.kind === 'changed' ? change.recorded : [];
  const [mine] = own;
  if (!mine) return [];
  const events = await context.store.events(mine.incident);
  const came = events.filter(({ seq }) => seq > since && seq < mine.seq);
  return meanwhileLines(own, came, displayTime(context));
}
