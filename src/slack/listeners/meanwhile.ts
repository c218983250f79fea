import type { Change } from '../../store/store.ts';
import { meanwhileMessage } from '../views/meanwhile.ts';
import { type Desk, shownAt } from './desk.ts';
import type { Told } from './submission.ts';

/**
 * What whoever sent a form is told of what others changed of the same since it was opened (the incident's event `since`):
 * what stands as they wrote it, and whose words were replaced. Null when nothing can have come between.
 */
export function meanwhile(desk: Desk, change: Change, since: number | null): Told | null {
  const [mine] = change.kind === 'changed' ? change.recorded : [];
  if (!mine || since === null || mine.seq === since + 1) return null;
  const message = async () => {
    const between = (await desk.store.events(mine.incident)).filter(
      ({ seq }) => seq > since && seq < mine.seq,
    );
    return meanwhileMessage(mine, between, shownAt(desk));
  };
  return { message, otherwise: 'not' };
}
