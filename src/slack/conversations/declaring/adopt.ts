import { orNullAfter } from '../../../app/with-timeout.ts';
import { occupiedRefusal } from '../../../domain/decide/declare/adopt.ts';
import type { ChannelId } from '../../../domain/incident/ids.ts';
import { isRefusal } from '../../../domain/incident/refusal.ts';
import { clockTime } from '../../../domain/text/format-time.ts';
import { oneLine, plainText } from '../../../domain/text/text.ts';
import { mentionedNames } from '../../api/mentioned-names.ts';
import { recentMarks } from '../../api/recent-messages.ts';
import { refusalReply } from '../../listening/handlers.ts';
import {
  displayTime,
  type ListenerContext,
  noIncidentHere,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import { incomingText } from '../../text/decode-text.ts';
import { mentionedIn, shownText, withNames } from '../../text/shown-text.ts';
import type { MarkedOffer } from '../../views/forms/declare-modal.ts';
import { adoptable, unfitPlace } from './adopted-place.ts';
import { askToDeclare } from './open.ts';

/**
 * Opens the form that declares an incident in this channel, with what is marked there already. It changes nothing: if
 * it's dismissed, the channel stays as it was. So the bot joins only when the form is submitted, and if it isn't a
 * member yet, it reads the marked messages only then.
 */
export async function adopt(context: ListenerContext, requester: Requester): Promise<Reply> {
  const { channel } = requester;
  if (!channel) return refusalReply(await noIncidentHere(context));
  const here = await context.store.incidentOf(channel);
  const found = here && (await context.store.incident(here));
  const occupied = found?.kind === 'found' ? occupiedRefusal(found.incident) : null;
  if (occupied) return refusalReply(occupied);
  const unfit = unfitPlace(context, channel);
  if (unfit) return refusalReply(unfit);
  return askToDeclare(context, requester, { severity: null, title: plainText('') }, async () => {
    const place = await adoptable(context, channel);
    if (isRefusal(place)) return place;
    if (!place.joined) return { adopts: 'unread', joins: true };
    const marked = offers(context, channel).catch(() => null);
    return {
      adopts: (await orNullAfter(context.formWaitMs, marked)) ?? 'unread',
      visibility: place.isPrivate ? 'members' : 'everyone',
    };
  });
}

/** What is marked in the channel, as the form offers it. */
async function offers(context: ListenerContext, channel: ChannelId): Promise<MarkedOffer[]> {
  const { client, store } = context;
  const { now, timeZone } = displayTime(context);
  const marked = await recentMarks(client, channel, { self: context.self(), now });
  const authors = marked.flatMap(({ message }) => message.user ?? []);
  const markups = marked.map(({ message }) => shownText(message));
  const mentioned = mentionedIn(markups.join(' '));
  const names = await mentionedNames(client, store, {
    ...mentioned,
    users: [...mentioned.users, ...authors],
  });
  return marked.map(({ via, message: { ts, user } }, i) => {
    const who = user ? `${names.get(user) ?? 'somebody'}: ` : '';
    const text = oneLine(incomingText(withNames(markups[i] ?? '', names)));
    return { value: `${via}:${ts}`, label: `${clockTime(Number(ts) * 1_000, timeZone)} ${who}${text}` };
  });
}
