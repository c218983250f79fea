import { recordWithDuplicates } from '../../../app/duplicates.ts';
import { deletedRefusal, entryNumbered } from '../../../domain/decide/entries/decide-entry.ts';
import { entryRefusal } from '../../../domain/decide/entries/entry-permission.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isRefusal, refuse } from '../../../domain/incident/refusal.ts';
import { wholeTimelineWithDuplicates } from '../../../domain/records/duplicates.ts';
import { wholeTimeline } from '../../../domain/records/timeline.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { rememberedNames } from '../../api/display-names.ts';
import { actionIds, viewIds } from '../../ids.ts';
import { namedRefusal } from '../../listening/execute-command.ts';
import { onAction, refusalReply, reply } from '../../listening/handlers.ts';
import { about, executeHere, onButton, onModal } from '../../listening/incident-commands.ts';
import {
  displayTime,
  incidentOfChannel,
  type ListenerContext,
  person,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { writeNumber } from '../../text/parse-command.ts';
import { readEntryChoice, readTimelinePage, type TimelinePage } from '../../timeline-values.ts';
import type { Message } from '../../views/blocks.ts';
import { editEntryModal } from '../../views/forms/entry-modal.ts';
import { timelineMessage } from '../../views/timeline.ts';
import { incidentNamed } from '../queries.ts';

/** Shows the timeline of the named incident, or, without a name, the channel's. */
export async function showTimeline(
  context: ListenerContext,
  requester: Requester,
  { incident: name, all }: { incident: string; all: boolean },
): Promise<Reply> {
  const incident = await incidentNamed(context, requester, name);
  if (isRefusal(incident)) return refusalReply(incident);
  return reply(await timelinePage(context, requester, incident, { all, until: null }));
}

/** One page of a timeline. Its entries can be edited only in the incident's channel, where everyone sees that. */
async function timelinePage(
  context: ListenerContext,
  { channel }: Requester,
  incident: Incident,
  page: TimelinePage,
): Promise<Message> {
  const here = channel === null ? null : await context.store.incidentOf(channel);
  const { events, duplicates } = await recordWithDuplicates(context.store, incident.id);
  const names = await rememberedNames(context.store, [events, ...duplicates].flat());
  return timelineMessage(
    incident,
    wholeTimelineWithDuplicates(events, duplicates, names),
    displayTime(context),
    page,
    here === incident.id,
  );
}

async function entriesOf({ store }: ListenerContext, id: IncidentId) {
  const events = await store.events(id);
  return wholeTimeline(events, await rememberedNames(store, events));
}

/** Opens the form for one entry, with the typed text as its text. */
export async function editEntry(
  context: ListenerContext,
  requester: Requester,
  number: number | null,
  typed: PlainText | null = null,
): Promise<Reply> {
  if (number === null) return refusalReply(refuse(writeNumber('edit')));
  const incident = await incidentOfChannel(context, requester.channel);
  if (isRefusal(incident)) return refusalReply(incident);
  const found = entryNumbered(incident, number);
  if (isRefusal(found)) return refusalReply(found);
  const forbidden = entryRefusal(incident, found, person(requester.user));
  if (forbidden) return refusalReply(await namedRefusal(context, forbidden));
  const entry = (await entriesOf(context, incident.id)).find((one) => one.number === number);
  if (!entry || entry.hidden.includes('deleted')) return refusalReply(deletedRefusal(incident, number));
  return { kind: 'modal', view: editEntryModal(incident, requester.channel, entry, found.hasWords, typed) };
}

/** Hides an entry, with a reason. */
export async function hideEntry(
  context: ListenerContext,
  requester: Requester,
  number: number | null,
  why: PlainText | null,
): Promise<Reply> {
  if (number === null) return refusalReply(refuse(writeNumber('hide')));
  return executeHere(context, requester, { type: 'hide_entry', of: number, why }, ({ id }, recorded) =>
    about(
      id,
      recorded.length > 0
        ? `entry #${number} hidden. It stays on record. To show it again, run \`/intercom-incident restore #${number}\`.`
        : `entry #${number} is already hidden.`,
    ),
  );
}

/** Restores an entry. */
export async function restoreEntry(
  context: ListenerContext,
  requester: Requester,
  number: number | null,
): Promise<Reply> {
  if (number === null) return refusalReply(refuse(writeNumber('restore')));
  return executeHere(context, requester, { type: 'restore_entry', of: number }, ({ id }, recorded) =>
    about(id, recorded.length > 0 ? `entry #${number} restored.` : `entry #${number} isn't hidden.`),
  );
}

const editConfirmation = (id: IncidentId, recorded: readonly Recorded[]): string => {
  const event = recorded[0]?.event;
  return event?.type === 'entry_edited'
    ? about(id, `entry #${event.of} corrected. The earlier version stays on record.`)
    : about(id, 'the entry already says that. Nothing was changed.');
};

/** Handles the timeline's menus and pages, and the form for an entry. */
export const entryListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.entryMenu]: onButton(context, (requester, value) => applyChoice(context, requester, value)),
    [actionIds.timelineOlder]: onAction(context, (requester, { value }) =>
      showPage(context, requester, value),
    ),
    [actionIds.timelineNewer]: onAction(context, (requester, { value }) =>
      showPage(context, requester, value),
    ),
  },
  views: {
    [viewIds.editEntry]: onModal(
      context,
      (fields, { entry }) =>
        entry === null
          ? refuse(
              'This form is no longer linked to an entry. Nothing was changed. Close it and open it again.',
            )
          : {
              type: 'edit_entry',
              of: entry,
              text: fields.text('text'),
              when: fields.time('when'),
              untouched: (['text', 'when'] as const).filter((field) => fields.untouched(field)),
            },
      editConfirmation,
    ),
  },
});

async function applyChoice(context: ListenerContext, requester: Requester, value: string): Promise<Reply> {
  const read = readEntryChoice(value);
  switch (read?.choice) {
    case 'edit':
      return editEntry(context, requester, read.entry);
    case 'hide':
      return hideEntry(context, requester, read.entry, null);
    case 'restore':
      return restoreEntry(context, requester, read.entry);
    case undefined:
      return refusalReply(
        refuse('That menu is out of date. Nothing was changed. Run `/intercom-incident timeline` again.'),
      );
  }
}

/** Shows another page of a timeline, in any channel, to anyone who can know of the incident. */
async function showPage(context: ListenerContext, requester: Requester, value: string): Promise<Reply> {
  const incident = await incidentNamed(context, requester, value.split(':')[0] ?? '');
  if (isRefusal(incident)) return refusalReply(incident);
  return {
    kind: 'replace',
    message: await timelinePage(context, requester, incident, readTimelinePage(value)),
  };
}
