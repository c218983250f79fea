import { type Clock, passed } from '../app/clock.ts';
import { causeOf, isLogged, type Log } from '../app/log.ts';
import { backoffMs } from '../app/worker/outcome.ts';
import type { BotIdentity } from '../slack/api/identity.ts';
import { refuseOtherWorkspace } from '../store/other-workspace.ts';
import type { Store } from '../store/store.ts';

/** How long to wait at most before a database that couldn't tell is asked again, ms. */
const mostMs = 30_000;

type Asking = {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called each time the database doesn't tell. */
  readonly lost: () => void;
};

/** Asks whose incidents a database has until it tells, or until `signal` aborts: then false. Throws OtherWorkspace. */
export async function isHome(
  store: Pick<Store, 'homeOf'>,
  { teamId: team, workspaceUrl: url }: BotIdentity,
  { clock, log, signal, lost }: Asking,
): Promise<boolean> {
  const bot = { team, url };
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const home = await store.homeOf(bot).catch((error: unknown) => {
      const about = { ...causeOf(error), attempt };
      if (isLogged(attempt)) log.warn(about, "Can't read whose database this is; retrying.");
      return null;
    });
    if (home) {
      refuseOtherWorkspace(home, bot);
      return true;
    }
    lost();
    await passed(clock, Math.min(mostMs, backoffMs(attempt)), signal);
  }
  return false;
}
