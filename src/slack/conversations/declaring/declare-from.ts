import { orNullAfter } from '../../../app/with-timeout.ts';
import type { PersonCommand } from '../../../domain/incident/commands.ts';
import type { ChannelId } from '../../../domain/incident/ids.ts';
import { textMax } from '../../../domain/incident/limits.ts';
import type { Visibility } from '../../../domain/incident/people/audience.ts';
import { extractRequestIds } from '../../../domain/records/request-ids.ts';
import { clip, type PlainText, plainText } from '../../../domain/text/text.ts';
import { mentionedNames } from '../../api/mentioned-names.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Submission } from '../../listening/modal-submission.ts';
import type { ShortcutMessage } from '../../listening/shortcuts.ts';
import { incomingText } from '../../text/decode-text.ts';
import { permalink } from '../../text/permalink.ts';
import { mentionedIn, shownText, withNames } from '../../text/shown-text.ts';
import type { ModalSource } from '../../views/forms/modal.ts';
import { visibilityFrom } from './visible-to.ts';

/** How long the form waits for names, ms: Slack allows three seconds to open it. */
const namesWithinMs = 1_000;

/**
 * What the declare form keeps of the message it's opened from, what it shows of it as the impact, and who can know of the
 * incident, given where the message is.
 */
export async function learnSource(
  context: ListenerContext,
  channel: ChannelId,
  message: ShortcutMessage,
): Promise<{ source: ModalSource; impact: PlainText; visibility: Visibility }> {
  const { ts, thread_ts, user } = message;
  const [visibility, impact] = await Promise.all([
    visibilityFrom(context, channel),
    messageWords(context, message),
  ]);
  return {
    source: {
      channel,
      ts,
      ...(thread_ts && thread_ts !== ts && { thread: thread_ts }),
      author: user ?? null,
    },
    impact,
    visibility,
  };
}

/** The words of a message, with names in place of IDs, as many as a form takes. */
export async function messageWords(
  { client, store }: ListenerContext,
  message: ShortcutMessage,
): Promise<PlainText> {
  const markup = shownText(message);
  const looked = mentionedNames(client, store, mentionedIn(markup)).catch(() => new Map<string, string>());
  const names = (await orNullAfter(namesWithinMs, looked)) ?? new Map<string, string>();
  return plainText(clip(incomingText(withNames(markup, names)), textMax));
}

/** What the command says about the message: where it is, its entry, and the request_ids in it. */
export function fromMessage(
  context: ListenerContext,
  { channel, ts, thread, author, text }: NonNullable<Submission['source']>,
): Pick<Extract<PersonCommand, { type: 'open' }>, 'from' | 'seen'> {
  const link = permalink(context.workspaceUrl(), channel, ts, thread);
  return {
    from: { channel, ts, ...(thread && { thread }), author, text, link },
    seen: extractRequestIds(text).map((requestId) => ({ requestId, source: 'message', where: link })),
  };
}
