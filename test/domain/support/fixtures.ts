import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import {
  channelIdSchema,
  incidentIdSchema,
  type MessageTs,
  type Millis,
  messageTsSchema,
  millisSchema,
  type UserId,
  userIdSchema,
} from '../../../src/domain/incident/ids.ts';
import { type Actor, bot } from '../../../src/domain/incident/people/actor.ts';

/** The incident that these tests tell about. */
export const incident7 = incidentIdSchema.parse(7);

/** When it is declared: a Friday, so that a business day after it is a Monday. */
export const start: Millis = millisSchema.parse(Date.parse('2026-11-20T14:00:00Z'));

/** So many minutes after the start, UTC ms. */
export const minute = (n: number): Millis => millisSchema.parse(start + n * 60_000);

/** So many seconds after the start, UTC ms. */
export const second = (n: number): Millis => millisSchema.parse(start + n * 1_000);

/** UTC ms of an ISO time. */
export const utc = (iso: string): Millis => millisSchema.parse(Date.parse(iso));

export const alice = userIdSchema.parse('U0ALICE');
export const bob = userIdSchema.parse('U0BOB');

/** A person as the one who acts. */
export const person = (user: UserId): Actor => ({ kind: 'person', user });
export const byAlice = person(alice);
export const byBob = person(bob);
export const byBot = bot;

export const channel = channelIdSchema.parse('C0INC7');
export const otherChannel = channelIdSchema.parse('C0INC7B');
export const announceChannel = channelIdSchema.parse('C0NEWS');

/** A message's ts. */
export const ts = (text: string): MessageTs => messageTsSchema.parse(text);

/** The promises of the default settings. */
export const policy: ResponsePolicy = {
  respondWithin: {
    P1: { amount: 15, unit: 'm' },
    P2: { amount: 1, unit: 'h' },
    P3: { amount: 4, unit: 'h' },
    P4: { amount: 1, unit: 'bd' },
  },
  updateEvery: {
    P1: { amount: 30, unit: 'm' },
    P2: { amount: 1, unit: 'h' },
    P3: { amount: 4, unit: 'h' },
    P4: { amount: 1, unit: 'd' },
  },
  triageEvery: {
    P1: { amount: 2, unit: 'm' },
    P2: { amount: 5, unit: 'm' },
    P3: { amount: 15, unit: 'm' },
    P4: { amount: 1, unit: 'h' },
  },
  timeZone: 'UTC',
};

/** The id itself as a person's name. */
export const plainName = (user: UserId): string => user;

/** What a close says if nothing is filled in. */
export const emptyReview = {
  summary: null,
  rootCause: null,
  fix: null,
  conversationsAffected: null,
  usersAffected: null,
  actionItems: [],
};
