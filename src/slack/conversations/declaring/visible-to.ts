import { z } from 'zod';
import { orNullAfter } from '../../../app/with-timeout.ts';
import type { ChannelId } from '../../../domain/incident/ids.ts';
import { type Visibility, visibilitySchema } from '../../../domain/incident/people/audience.ts';
import { type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { privateChannelRefusal } from '../../access/private-channels.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';

/** How long the form waits for what Slack says of a channel or of the app, ms: Slack gives three seconds in all. */
const waitMs = 1_000;

const info = z.object({
  channel: z.object({
    is_private: z.boolean().default(false),
    is_im: z.boolean().default(false),
    is_mpim: z.boolean().default(false),
  }),
});

/**
 * Who may see what is declared from a message, unless somebody chooses otherwise: of one that not everybody can read only
 * the members of the incident's channel. Slack knows nothing of a private channel that the app is not in; while it does not
 * say, it is taken for one.
 */
export async function visibilityFrom({ client }: ListenerContext, channel: ChannelId): Promise<Visibility> {
  const asked = client.conversations.info({ channel }).then((answer) => info.parse(answer).channel);
  const place = await orNullAfter(
    waitMs,
    asked.catch(() => null),
  );
  return place && !place.is_private && !place.is_im && !place.is_mpim ? 'everyone' : 'members';
}

/**
 * Who may know of the incident that a form declares; refused where the app may open no private channel. What it may is
 * asked anew where it was lacking at the start: it can have been installed again since.
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
