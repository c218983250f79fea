import { done, type Learned, type Outcome } from '../../../app/worker/outcome.ts';
import type { MessageTs } from '../../../domain/incident/ids.ts';
import type { PostedMessage } from '../../../domain/incident/incident.ts';
import type { Claim } from '../../../store/claims.ts';
import { lastingRefusal, slackError } from '../../api/failures.ts';
import { edit, editEarlier, type PostIdentity, postOrUpdate } from '../../api/messages.ts';
import type { Message } from '../../views/blocks.ts';
import { deleteIfThere } from '../deletions.ts';
import { type EffectContext, orFailure } from '../effect-context.ts';
import { uneditable } from '../living-messages.ts';

/**
 * A message that must stay true: what it says now, whether it still `holds`, the ID under which another one replaces
 * it, and how the record learns about that.
 */
type Standing = {
  readonly stands: PostedMessage;
  readonly message: Message;
  readonly holds: boolean;
  readonly identity: PostIdentity;
  readonly record: (ts: MessageTs) => Learned;
};

/**
 * Edits a message. If Slack no longer allows that, deletes it, because it would otherwise say what is no longer true.
 * While it holds, a replacement is posted first, so that the next attempt finds whatever is lost on the way. A
 * message that someone deleted isn't posted again, because it has served its purpose.
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
    // An earlier attempt may have posted a replacement, and deleted the message, without its response arriving.
    if (refused === 'message_not_found')
      return recorded(await editEarlier(client, identity, { channel }, message));
    if (!uneditable.includes(refused)) throw error;
  }
  const put = holds ? postOrUpdate : editEarlier;
  const instead = await put(client, identity, { channel }, message);
  const gone = await orFailure(context, claim, async () => {
    await deleteIfThere(client, stands).catch((error: unknown) => {
      // Nothing can be done about the old message; the new one is recorded anyway.
      if (!instead || lastingRefusal(error) === null) throw error;
    });
    return recorded(instead);
  });
  return instead && (gone.kind === 'retry' || gone.kind === 'dead') ? { ...gone, maybeSent: true } : gone;

  function recorded(there: MessageTs | null): Outcome {
    return done(there && record(there));
  }
}
