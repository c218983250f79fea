import { findIncidents } from '../../app/finding/find-incidents.ts';
import { readQuery } from '../../domain/find/read-query.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { knownTo } from '../access/audience.ts';
import { type FindPage, readFindValue } from '../find-values.ts';
import { actionIds, viewIds } from '../ids.ts';
import { onAction, refusalReply, reply } from '../listening/handlers.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../listening/listener-context.ts';
import { onSubmission } from '../listening/modal-submission.ts';
import type { Listeners } from '../router.ts';
import type { Message } from '../views/blocks.ts';
import { findModal, foundMessage, onPage } from '../views/find.ts';

/** Finds incidents by words and filters; opens the form if there are none. */
export const find = async (context: ListenerContext, requester: Requester, typed: string): Promise<Reply> =>
  typed === ''
    ? { kind: 'modal', view: findModal() }
    : reply(await foundPage(context, requester, { place: 'find', typed, starts: [] }));

/** Lists incidents, newest first. */
export const listIncidents = async (
  context: ListenerContext,
  requester: Requester,
  typed: string,
): Promise<Reply> => reply(await foundPage(context, requester, { place: 'list', typed, starts: [] }));

/** A page, read again: someone who has left a private channel no longer finds its incident. */
async function foundPage(
  context: ListenerContext,
  requester: Requester,
  page: FindPage,
): Promise<Message | Refusal> {
  const time = displayTime(context);
  const takesWords = page.place !== 'list';
  const wanted = readQuery(page.typed, { takesWords }, time.now, time.timeZone);
  if (isRefusal(wanted)) return wanted;
  const known = await knownTo(context, requester);
  const before = page.starts.at(-1) ?? null;
  const hits = await findIncidents(context.store, wanted, { before, limit: onPage[page.place], known });
  return foundMessage(hits, page, time);
}

/** The title of the form that shows what was found. */
const title = 'Find an incident';

async function turned(context: ListenerContext, requester: Requester, value: string): Promise<Reply> {
  const page = readFindValue(value);
  if (!page) return refusalReply(refuse('That button is out of date. Run `/intercom-incident find` again.'));
  const message = await foundPage(context, requester, page);
  if (isRefusal(message)) return refusalReply(message);
  return page.place === 'form'
    ? { kind: 'insteadOfForm', title, message: async () => message }
    : { kind: 'replace', message };
}

/** Hears the Home tab's button, the form, and the buttons that turn pages. */
export const findListeners = (context: ListenerContext): Listeners => {
  const turns = onAction(context, (requester, { value }) => turned(context, requester, value));
  return {
    actions: {
      [actionIds.find]: onAction(context, async () => ({ kind: 'modal', view: findModal() })),
      [actionIds.findOlder]: turns,
      [actionIds.findNewer]: turns,
    },
    views: {
      [viewIds.find]: onSubmission(context, async ({ requester, fields }) => {
        const typed = fields.text('words') ?? '';
        const found = await foundPage(context, requester, { place: 'form', typed, starts: [] });
        return isRefusal(found) ? { ...found, field: 'words' } : { title, shows: found };
      }),
    },
  };
};
