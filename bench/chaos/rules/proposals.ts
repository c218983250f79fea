import { z } from 'zod';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { type Episode, episodeSchema, isUnanswered } from '../../../src/domain/watch/episode.ts';
import { type ChaosDatabase, readNow } from '../database/chaos-database.ts';
import { effectOf, eventsOf, type IncidentEvidence } from '../evidence/evidence.ts';
import type { Violation } from '../violation.ts';

const row = z.object({ state: z.string() });

/** Each monitoring episode has one message at most, which asks until someone answers, and one incident. */
export async function checkProposals(
  cases: readonly IncidentEvidence[],
  { workspace, database }: { readonly workspace: Workspace; readonly database: ChaosDatabase },
): Promise<Violation[]> {
  const episodes = await read(database);
  const proposals = workspace
    .channel('incidents')
    .posts.filter((one) => effectOf(one).startsWith('proposal#'));
  const known = new Set(episodes.map(identity));
  const orphans = proposals.filter((one) => !known.has(effectOf(one)));
  return [
    ...orphans.map((one) => violation('twice', effectOf(one), 'a proposal that belongs to no episode')),
    ...episodes.flatMap((episode) => {
      const name = identity(episode);
      const [message, ...more] = proposals.filter((one) => effectOf(one) === name);
      const opened = cases.filter((one) =>
        eventsOf(one, 'opened').some(({ event }) => event.firstAlert?.at === episode.firstBadAt),
      );
      if (more.length > 0) return [violation('twice', name, `${more.length + 1} messages`)];
      if (opened.length > 1) return [violation('twice', name, `${opened.length} incidents`)];
      if (!message) return isUnanswered(episode) ? [violation('lost', name, 'its message')] : [];
      const asks = message.buttons.length > 0;
      return asks === isUnanswered(episode)
        ? []
        : [violation('disagree', name, asks ? 'still asks' : 'asks no more')];
    }),
  ];
}

const identity = ({ id, firstBadAt }: Episode): string => `proposal#${id}@${firstBadAt}`;

const violation = (kind: Violation['kind'], incident: string, what: string): Violation => ({
  kind,
  incident,
  what,
  look: 'sync_proposal, and the table episodes',
});

async function read(database: ChaosDatabase): Promise<Episode[]> {
  const found = await readNow(database, 'SELECT state FROM episodes', row);
  return found.map(({ state }) => episodeSchema.parse(JSON.parse(state)));
}
