import type { Desk } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** Hears that somebody's account has changed: whoever cannot have command any more loses it. */
export function registerPeople(app: Switchboard, desk: Desk): void {
  app.event('user_change', async ({ event }) => {
    await desk.profileChanged(event);
  });
}
