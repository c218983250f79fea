import type { ListenerContext } from '../listening/listener-context.ts';
import type { SlackRouter } from '../router.ts';

/** Hears that somebody's account has changed: whoever cannot have command any more loses it. */
export function registerPeople(router: SlackRouter, context: ListenerContext): void {
  router.event('user_change', async ({ event }) => {
    await context.profileChanged(event);
  });
}
