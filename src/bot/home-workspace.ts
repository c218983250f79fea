import { type Clock, passed } from '../app/clock.ts';
import { causeOf, type Log } from '../app/log.ts';
import type { BotIdentity } from '../slack/api/identity.ts';
import type { HomeWorkspace, Store } from '../store/store.ts';

/** A bot was started on a database with incidents of another Slack workspace, in words for its operator. */
export class OtherWorkspace extends Error {
  override readonly name = 'OtherWorkspace';

  constructor(home: HomeWorkspace, bot: HomeWorkspace) {
    super(
      `The database has the incidents of ${home.url}, and SLACK_BOT_TOKEN is of ${bot.url}. Nothing was changed. Set a DATABASE_URL of its own for each Slack workspace.`,
    );
  }
}

/** How long to wait before a database that couldn't tell is asked again, ms. */
const againMs = 1_000;

/**
 * Asks whose incidents a database has until it tells, or until `signal` aborts: then false. Throws OtherWorkspace if they're of another
 * workspace: its people could read them, and this one's bot would deliver into channels that it doesn't have.
 */
export async function isHome(
  store: Pick<Store, 'homeOf'>,
  { teamId: team, workspaceUrl: url }: BotIdentity,
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
): Promise<boolean> {
  const bot = { team, url };
  for (let asked = 1; !signal.aborted; asked += 1) {
    const home = await store.homeOf(bot).catch((error: unknown) => {
      if (asked === 1) log.warn(causeOf(error), "Can't read whose database this is; retrying.");
      return null;
    });
    if (home && home.team !== team) throw new OtherWorkspace(home, bot);
    if (home) return true;
    await passed(clock, againMs, signal);
  }
  return false;
}
