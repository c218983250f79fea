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

/**
 * Throws OtherWorkspace if a database has the incidents of another workspace: its people could read them, and this one's bot
 * would deliver into channels that it doesn't have. What a database can't tell keeps no bot from starting.
 */
export async function assertHome(
  store: Pick<Store, 'homeOf'>,
  { teamId: team, workspaceUrl: url }: BotIdentity,
  log: Log,
): Promise<void> {
  const bot = { team, url };
  const home = await store.homeOf(bot).catch((error: unknown) => {
    log.warn(causeOf(error), "Couldn't read whose database this is; continuing.");
    return bot;
  });
  if (home.team !== team) throw new OtherWorkspace(home, bot);
}
