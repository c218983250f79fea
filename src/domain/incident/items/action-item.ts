import { z } from 'zod';
import { daySchema } from '../../text/days.ts';
import { type PlainText, plainTextSchema } from '../../text/text.ts';
import { groupIdSchema, type Millis, userIdSchema } from '../ids.ts';
import type { Actor } from '../people/actor.ts';
import type { Severity } from '../severity.ts';
import type { Status } from '../status.ts';

const text = plainTextSchema;

/** Who owns an action item: a person, a user group (with its handle, if Slack told it), or somebody in words. */
export const itemOwnerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), user: userIdSchema }),
  z.object({ kind: z.literal('group'), group: groupIdSchema, name: text.nullable() }),
  z.object({ kind: z.literal('words'), text }),
]);
export type ItemOwner = z.infer<typeof itemOwnerSchema>;

/** When an action item is due: on a day (`byDefault`: nobody said one), or in words that are no day. */
export const itemDueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('day'), day: daySchema, byDefault: z.literal(true).optional() }),
  z.object({ kind: z.literal('words'), text }),
]);
export type ItemDue = z.infer<typeof itemDueSchema>;

/** What has become of an action item, by whom, and when (UTC ms). */
export type ItemState =
  | { readonly kind: 'open' }
  | { readonly kind: 'done'; readonly by: Actor; readonly at: Millis }
  | { readonly kind: 'dropped'; readonly by: Actor; readonly at: Millis; readonly why: PlainText | null };

/** One thing to do because of an incident. Its `id` counts from 1 within the incident, and is given once. */
export type ActionItem = {
  readonly id: number;
  readonly text: PlainText;
  /** Null: nobody yet. */
  readonly owner: ItemOwner | null;
  /** Null: nobody said, in a record of an earlier version. */
  readonly due: ItemDue | null;
  /** `postmortem`: to review the postmortem, which has everything else in it. */
  readonly about: 'postmortem' | null;
  /** Who added it. */
  readonly by: Actor;
  /** The message that it was made from. */
  readonly link: string | null;
  readonly state: ItemState;
  /** When it was first added, UTC ms. */
  readonly addedAt: Millis;
  /** When it was last added, edited or reopened, UTC ms: it's due to be reminded of from then on. */
  readonly since: Millis;
  /** It was a line of text at the close, in a version before there were action items, and nobody has edited it. */
  readonly unheld: boolean;
};

/** What an action item says that somebody writes now: the due date is there in any case. */
export type ItemWords = Pick<ActionItem, 'text' | 'owner'> & { readonly due: ItemDue };

/** How many days there are for an action item of which nobody says when it is due. */
export const defaultDueDays: Readonly<Record<Severity, number>> = { P1: 7, P2: 14, P3: 30, P4: 30 };

/** The most action items of one incident, and of one close: more would not be read. */
export const itemsMax = 200;
export const closingItemsMax = 50;

type WithItems = { readonly items: ReadonlyMap<number, ActionItem> };

/** The one to review the postmortem; null before the first close, and where nobody has to. */
export const postmortemItem = ({ items }: WithItems): ActionItem | null =>
  [...items.values()].find(({ about }) => about === 'postmortem') ?? null;

/** Whether anybody is asked to do an action item: a postmortem is reviewed while the close that finished it stands. */
export const isWanted = (
  { status }: { readonly status: Status },
  { about }: Pick<ActionItem, 'about'>,
): boolean => about === null || status === 'CLOSED';

/** Those that people wrote and that are still to be done. */
export const openItems = ({ items }: WithItems): ActionItem[] =>
  [...items.values()].filter(({ state, about }) => state.kind === 'open' && about === null);
