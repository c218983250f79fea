import type { Workspace } from '../workspace.ts';
import type { AppUnderTest } from './app.ts';
import type { Outside } from './screen.ts';

type Due = Outside['nextDue'];

/** What happens next on the sandbox's clock: the app's work, if it reports any, or a scheduled message. */
export async function nextDue(workspace: Workspace, app: AppUnderTest): Promise<Due> {
  const { team } = workspace.state;
  const posts = [...team.scheduled.values()].map(({ channel: id, postAt }) => {
    const channel = team.channels.get(id);
    const where = channel === undefined || channel.kind === 'im' ? 'a direct message' : `#${channel.name}`;
    return { at: postAt * 1_000, what: `a scheduled message in ${where}` };
  });
  const own = await app.nextDue();
  return [...(own === null ? [] : [own]), ...posts].toSorted((a, b) => a.at - b.at)[0] ?? null;
}
