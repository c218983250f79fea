import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { isFresh } from '../../app/clock.ts';
import { causeOf, type Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { slackError } from '../api/failures.ts';

const members = z.object({ users: z.array(userIdSchema) });

/** How long the groups are cached, ms; after that they are read again in the background of the next question. */
const freshMs = 5 * 60_000;
/** How long the first question waits for Slack, ms of real time. */
const waitMs = 800;

/**
 * The members of the user groups in RESPONDERS, as Slack last said. A group that can't be read keeps its last known
 * members; a group that is listed twice is read once. (Slack: usergroups.users.list, scope usergroups:read.)
 */
export class Responders {
  readonly #parts: { groups: readonly string[]; client: WebClient; now: () => number; log: Log };
  readonly #known = new Map<string, ReadonlySet<UserId>>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;

  constructor(parts: { groups: readonly string[]; client: WebClient; now: () => number; log: Log }) {
    this.#parts = { ...parts, groups: [...new Set(parts.groups)] };
  }

  /** Whether anything is restricted at all. */
  get named(): boolean {
    return this.#parts.groups.length > 0;
  }

  /** A few of them, as many as fit in a sentence. */
  get some(): readonly UserId[] {
    return [...new Set([...this.#known.values()].flatMap((group) => [...group]))].slice(0, 3);
  }

  /** Returns whether this person is one of them; null if Slack hasn't answered yet, so nobody can know. */
  async has(user: UserId): Promise<boolean | null> {
    const { groups, now } = this.#parts;
    const reading = isFresh(this.#readAt, now(), freshMs) ? null : this.#read();
    if (reading && this.#known.size < groups.length) await orNullAfter(waitMs, reading);
    if ([...this.#known.values()].some((group) => group.has(user))) return true;
    return this.#known.size < groups.length ? null : false;
  }

  #read(): Promise<void> {
    this.#reading ??= Promise.all(this.#parts.groups.map((group) => this.#readGroup(group))).then((read) => {
      if (read.every(Boolean)) this.#readAt = this.#parts.now();
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readGroup(group: string): Promise<boolean> {
    const { client, log } = this.#parts;
    try {
      const { users } = members.parse(await client.usergroups.users.list({ usergroup: group }));
      this.#known.set(group, new Set(users));
      return true;
    } catch (error) {
      const refused = slackError(error);
      log.warn(
        {
          ...causeOf(error),
          group,
          ...(refused && { slack: refused }),
          todo: 'Run `npx intercom-incident doctor`.',
        },
        "Couldn't read a RESPONDERS group; using its last known members.",
      );
      return false;
    }
  }
}
