import { z } from 'zod';
import { readFigures } from '../../app/figures/read-figures.ts';
import { defaultSpan } from '../../domain/figures/window.ts';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { isOpen } from '../../domain/incident/status.ts';
import { knownTo } from '../access/audience.ts';
import { actionIds } from '../ids.ts';
import { onAction } from '../listening/handlers.ts';
import { displayTime, type ListenerContext } from '../listening/listener-context.ts';
import type { Listeners } from '../router.ts';
import { closedHomeView, homeView } from '../views/app-home.ts';
import { openPostmortem } from './queries.ts';

/** How many incidents the Home tab reads. */
const lookedAt = 1_000;

const tabOpened = z.object({ user: userIdSchema, tab: z.literal('home') });

/**
 * Shows a person their Home tab as of now, without drills; a reply, which may be lost: opening the tab again brings
 * it. One that waits shows what all that are asked for meanwhile would, so the newest is shown last.
 */
export function publishHome(context: ListenerContext, user: UserId): void {
  context.background.refresh(`Home of ${user}`, 'publish the Home tab', async () => {
    const refusal = await context.admit(user, null);
    if (refusal) {
      await context.client.views.publish({ user_id: user, view: closedHomeView(refusal.refused) });
      return;
    }
    const known = await knownTo(context, { user });
    const open = await context.store.list({ open: true, limit: lookedAt, drills: false, known });
    const newest = await context.store.list({ open: false, limit: lookedAt, drills: false, known });
    const ended = newest.filter(({ status }) => !isOpen(status));
    const time = displayTime(context);
    const figures = await readFigures(context.store, { span: defaultSpan, ...time });
    const view = homeView({ open, ended, figures }, context.monitored, context.policy, time);
    await context.client.views.publish({ user_id: user, view });
  });
}

/** Handles opening the Home tab, and its postmortem buttons. */
export const appHomeListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.getPostmortem]: onAction(context, (requester, { value }) =>
      openPostmortem(context, requester, value),
    ),
  },
  events: {
    app_home_opened: async ({ event }) => {
      const opened = tabOpened.safeParse(event);
      if (opened.success) publishHome(context, opened.data.user);
    },
  },
});
