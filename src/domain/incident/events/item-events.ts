import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';
import { itemDueSchema, itemOwnerSchema } from '../items/action-item.ts';
import { event } from './event-shape.ts';

const text = plainTextSchema;
/** Which one: it counts from 1 within the incident. */
const item = z.number().int().positive();
/** It was written in the form of the close; absent where it was not. */
const atClose = z.literal(true).optional();

/** It's to review the postmortem; absent for everything else, which is listed in it. */
const about = z.literal('postmortem').optional();

/** What becomes of the action items of an incident, whatever its status. */
export const itemEvents = [
  event('action_item_added', {
    item,
    text,
    owner: itemOwnerSchema.nullable(),
    due: itemDueSchema,
    /** The message that it was made from; absent where it was made from none. */
    link: z.string().optional(),
    atClose,
    about,
  }),
  /** What it says otherwise from then on; what is absent stays. */
  event('action_item_edited', {
    item,
    text: text.optional(),
    owner: itemOwnerSchema.nullable().optional(),
    due: itemDueSchema.optional(),
    atClose,
    about,
  }),
  event('action_item_done', { item, about }),
  /** `due`: when it's due from then on; absent where that stays. */
  event('action_item_reopened', { item, due: itemDueSchema.optional(), atClose, about }),
  event('action_item_dropped', { item, why: text.nullable(), atClose, about }),
] as const;
