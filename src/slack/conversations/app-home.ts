import { z } from 'zod';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { isOpen } from '../../domain/incident/status.ts';
import { actionIds } from '../ids.ts';
import { closedHomeView, homeView } from '../views/app-home.ts';
import { openPostmortem } from './queries.ts';
import { hearAction } from '../listening/handlers.ts';
import { type Desk, shownAt } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** How many incidents are looked at for the Home tab. */
const lookedAt = 1_000;

const tabOpened = z.object({ user: userIdSchema, tab: z.literal('home') });

/** Shows a person their Home tab as things stand now, without drills; a reply, which may be lost: the next opening brings it again. */
export function publishHome(desk: Desk, user: UserId): void {
  desk.background.run('publish the Home tab', async () => {
    const refusal = await desk.admit(user, null);
    if (refusal) {
      await desk.client.views.publish({ user_id: user, view: closedHomeView(refusal.refused) });
      return;
    }
    const open = await desk.store.list({ open: true, limit: lookedAt, drills: false });
    const newest = await desk.store.list({ open: false, limit: lookedAt, drills: false });
    const ended = newest.filter(({ status }) => !isOpen(status));
    const view = homeView({ open, ended }, desk.checked, desk.pace, shownAt(desk));
    await desk.client.views.publish({ user_id: user, view });
  });
}

/** Hears that somebody opens the Home tab, and its buttons for postmortems. */
export function registerAppHome(app: Switchboard, desk: Desk): void {
  app.event('app_home_opened', async ({ event }) => {
    const opened = tabOpened.safeParse(event);
    if (opened.success) publishHome(desk, opened.data.user);
  });
  hearAction(app, desk, actionIds.getPostmortem, (asker, { value }) => openPostmortem(desk, asker, value));
}
