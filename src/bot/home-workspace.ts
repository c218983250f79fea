import { type Clock, passed } from '../app/clock.ts';
import { causeOf, type Log } from '../app/log.ts';
import { backoffMs } from '../app/worker/outcome.ts';
import { type BotIdentity, isPowerOfTwo } from '../slack/api/identity.ts';
import type { HomeWorkspace, Store } from '../store/store.ts';

/** A bot was started on a database with incidents of another Slack workspace, in words for its operator. */
export class OtherWorkspace extends Error {
  override readonly name = 'OtherWorkspace';

  constructor(home: HomeWorkspace, bot: HomeWorkspace) {
    super(
      `The database has the incidents of ${home.url}, and SLACK_BOT_TOKEN is of ${bot.url}. Nothing was posted. Set a DATABASE_URL of its own for each Slack workspace.`,
    );
  }
}

/** How long to wait at most before a database that couldn't tell is asked again, ms. */
const mostMs = 30_000;

type Asking = {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called each time the database doesn't tell. */
  readonly lost: () => void;
};

/**
 * Asks whose incidents a database has until it tells, or until `signal` aborts: then false. Throws OtherWorkspace if they're of another
 * workspace: its people could read them, and this one's bot would deliver into channels that it doesn't have.
 */
export async function isHome(
  store: Pick<Store, 'homeOf'>,
  { teamId: team, workspaceUrl: url }: BotIdentity,
  { clock, log, signal, lost }: Asking,
): Promise<boolean> {
  const bot = { team, url };
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const home = await store.homeOf(bot).catch((error: unknown) => {
      const about = { ...causeOf(error), attempt };
      if (isPowerOfTwo(attempt)) log.warn(about, "Can't read whose database this is; retrying.");
      return null;
    });
    if (home && home.team !== team) throw new OtherWorkspace(home, bot);
    if (home) return true;
    lost();
    await passed(clock, Math.min(mostMs, backoffMs(attempt)), signal);
  }
  return false;
}
