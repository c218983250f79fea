import type { HomeWorkspace } from './store.ts';

/** A bot was set up on a database with incidents of another Slack workspace, in words for its operator. */
export class OtherWorkspace extends Error {
  override readonly name = 'OtherWorkspace';

  constructor(home: HomeWorkspace, bot: HomeWorkspace) {
    super(
      `The database has the incidents of ${home.url}, and SLACK_BOT_TOKEN is of ${bot.url}. Nothing was posted. Set a DATABASE_URL of its own for each Slack workspace.`,
    );
  }
}

/**
 * Throws OtherWorkspace if a database's incidents are of another workspace than the bot: its people could read them, and this
 * one's bot would deliver into channels that it doesn't have.
 */
export function refuseOtherWorkspace(home: HomeWorkspace, bot: HomeWorkspace): void {
  if (home.team !== bot.team) throw new OtherWorkspace(home, bot);
}
