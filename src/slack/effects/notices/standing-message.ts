import { done, type Learned, type Outcome } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import type { PostedMessage } from '../../../domain/incident/incident.ts';
import type { Claim } from '../../../store/claims.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import { edit, editEarlier, type PostIdentity, postOrUpdate } from '../../api/messages.ts';
import type { Message } from '../../views/blocks.ts';
import { type EffectContext, orFailure } from '../effect-context.ts';
import { deleteIfThere, uneditable } from '../living-messages.ts';

/**
 * A message that stands and has to be so: what it says now, whether that `holds` still, under which identity another one
 * takes its place, and how the record learns of that.
 */
type Standing = {
  readonly stands: PostedMessage;
  readonly message: Message;
  readonly holds: boolean;
  readonly identity: PostIdentity;
  readonly record: (ts: MessageTs) => Learned;
};

/**
 * Edits what stands. One that Slack allows no edit of any more goes, for it would go on saying what is not so; while it
 * holds, another takes its place first, so that whatever is lost on the way is found by the next try. What somebody has
 * deleted is not posted again, for it has done its work.
 */
export async function keepTrue(
  context: Pick<EffectContext, 'client' | 'clock'>,
  claim: Claim,
  { stands, message, holds, identity: named, record }: Standing,
): Promise<Outcome> {
  const { client } = context;
  const { channel, ts } = stands;
  const identity = { ...named, not: ts };
  try {
    await edit(client, channel, ts, message);
    return done();
  } catch (error) {
    const refused = slackError(error) ?? '';
    // A try before this one may have put another in its place, and taken it away, before anybody heard of that.
    if (refused === 'message_not_found')
      return recorded(await editEarlier(client, identity, { channel }, message));
    if (!uneditable.includes(refused)) throw error;
  }
  const put = holds ? postOrUpdate : editEarlier;
  const instead = await put(client, identity, { channel }, message);
  const gone = await orFailure(context, claim, async () => {
    await deleteIfThere(client, stands).catch((error: unknown) => {
      // Nothing can be done about the one before it; the new one is known all the same.
      if (!instead || lastingRefusal(error) === null) throw error;
    });
    return recorded(instead);
  });
  return instead && (gone.kind === 'retry' || gone.kind === 'dead') ? { ...gone, maybeSent: true } : gone;

  function recorded(there: MessageTs | null): Outcome {
    return done(there && record(there));
  }
}
