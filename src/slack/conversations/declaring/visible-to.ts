import type { ChannelId } from '../../../domain/incident/ids.ts';
import { type Visibility, visibilitySchema } from '../../../domain/incident/people/audience.ts';
import { type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { isPublic, privateChannelRefusal } from '../../access/private-channels.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';

/**
 * Who may see what is declared from a message, unless somebody chooses otherwise: of one that not everybody can read only
 * the members of the incident's channel. Slack knows nothing of a private channel that the app is not in; while it does not
 * say, it is taken for one.
 */
export const visibilityFrom = async ({ client }: ListenerContext, channel: ChannelId): Promise<Visibility> =>
  (await isPublic(client, channel)) ? 'everyone' : 'members';

/**
 * Who may know of the incident that a form declares. Members only is refused where the app may open no private channel,
 * and where everybody can read the channel that is adopted.
 */
export async function chosenVisibility(
  context: ListenerContext,
  fields: Fields,
  adopted: { readonly isPrivate: boolean } | null,
): Promise<Visibility | Refusal> {
  const visibility = visibilitySchema.safeParse(fields.choice('visibility')).data ?? 'everyone';
  if (visibility === 'everyone') return visibility;
  if (adopted)
    return adopted.isPrivate
      ? visibility
      : refuse(
          'Everyone can read this channel. Nothing was changed. Choose Everyone, or make the channel private first.',
          'visibility',
        );
  const todo = 'Choose Everyone, or ask your bot admin.';
  return (await privateChannelRefusal(context, todo, 'visibility')) ?? visibility;
}
