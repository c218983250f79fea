import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';

/** Hears that somebody's account has changed: whoever cannot have a role any more loses it. */
export const accountListeners = (context: ListenerContext): Listeners => ({
  events: {
    user_change: async ({ event }) => {
      await context.profileChanged(event);
    },
  },
});
