import type { Change } from '../../store/store.ts';
import type { ViewId } from '../ids.ts';
import type { Mrkdwn } from '../text/mrkdwn.ts';
import { meanwhileLines, meanwhileMessage } from '../views/meanwhile.ts';
import { takenBefore } from '../views/taken-before.ts';
import { type Desk, shownAt } from './listener-context.ts';
import type { Told } from './modal-submission.ts';

type Taken = Extract<Change, { kind: 'changed' | 'repeated' }>;

/**
 * What whoever sent a form is told of what others changed of the same since it was opened (the incident's event `since`):
 * what stands as they wrote it, and whose words were replaced. Null when nothing can have come between.
 */
export function meanwhile(desk: Desk, change: Taken, since: number | null): Told | null {
  const [mine] = change.kind === 'changed' ? change.recorded : [];
  if (!mine || since === null || mine.seq === since + 1) return null;
  const message = async () => {
    const lines = await between(desk, change, since);
    return lines.length > 0 ? meanwhileMessage(mine.incident, lines) : null;
  };
  return { message, otherwise: 'not' };
}

/**
 * What a form is answered that had been taken before, with the same where it is corrected; null for one that comes for
 * the first time.
 */
export function takenTwice(desk: Desk, change: Taken, form: ViewId, since: number | null): Told | null {
  const { incident } = change;
  if (!incident || (change.kind === 'changed' && !change.corrects)) return null;
  const corrected = change.kind === 'changed' && change.recorded.length > 0;
  const message = async () => takenBefore(incident, form, corrected, await between(desk, change, since ?? 0));
  return { message, otherwise: 'directly' };
}

async function between(desk: Desk, change: Taken, since: number): Promise<Mrkdwn[]> {
  const [mine] = change.kind === 'changed' ? change.recorded : [];
  if (!mine) return [];
  const events = await desk.store.events(mine.incident);
  const came = events.filter(({ seq }) => seq > since && seq < mine.seq);
  return meanwhileLines(mine, came, shownAt(desk));
}
