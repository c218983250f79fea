import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';

/** Handles a changed account: a person who is no longer eligible loses their roles. */
export const accountListeners = (context: ListenerContext): Listeners => ({
  events: {
    user_change: async ({ event }) => {
      await context.profileChanged(event);
    },
  },
});
