import type { ShowProposal } from '../../app/watcher.ts';
import { type ChannelId, millisSchema } from '../../domain/ids.ts';
import { edit, standOnce } from '../calls.ts';
import { proposalMessage } from '../views/proposal.ts';
import { type Setting, shownNow } from './setting.ts';

/** How far Slack's clock may be behind ours, ms. */
const clockSkewMs = 2 * 3_600_000;

/** Shows the watch's proposal in the announcement channel: posted once an episode, edited after that. */
export const showProposal =
  (setting: Setting, channel: ChannelId): ShowProposal =>
  async (proposal) => {
    const message = proposalMessage(proposal, shownNow(setting));
    if (proposal.posted) {
      await edit(setting.client, proposal.posted.channel, proposal.posted.ts, message);
      return proposal.posted;
    }
    const { firstBadAt, tries } = proposal;
    const identity = {
      key: 'proposal',
      id: firstBadAt,
      owedAt: firstBadAt,
      maybeSent: tries > 1,
      triedFrom: millisSchema.parse(Math.max(0, firstBadAt - clockSkewMs)),
    };
    return { channel, ts: await standOnce(setting.client, identity, channel, message) };
  };
