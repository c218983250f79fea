import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isFresh } from '../../app/clock.ts';
import { causeOf, type Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import type { MemberKind, NonMember } from '../../domain/incident/people/account-problem.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { slackError } from '../api/failures.ts';
import type { BotIdentity } from '../api/identity.ts';

const profile = z.object({
  id: userIdSchema,
  team_id: z.string().optional(),
  deleted: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  tz: z.string().nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
});
const found = z.object({ user: profile });

/** Whether an event with a profile is about someone who may not be an active full member. */
export function tellsOfNonMember(event: unknown): boolean {
  const user = found.safeParse(event).data?.user;
  if (!user) return false;
  return user.deleted || user.is_restricted || user.is_ultra_restricted || user.is_stranger || user.is_bot;
}

/** Slackbot, whose profile doesn't say that it's a bot (Slack: users.info of USLACKBOT). */
const slackbot = 'USLACKBOT';

/** How long Slack's answer is cached, ms; after that it's refreshed in the background of the next action. */
const freshMs = 10 * 60_000;
/**
 * How long an action waits for the first answer about a person, ms of real time: Slack allows three seconds in all.
 */
const waitMs = 800;
/** How many people are remembered. */
const peopleKept = 10_000;

const sentences: Readonly<Record<NonMember, string>> = {
  guest: "Guests can't use this bot. Nothing was changed. Ask a full member to do it.",
  outsider: 'Only members of this workspace can use this bot. Nothing was changed. Ask a member to do it.',
  app: "Apps can't use this bot. Nothing was changed. Ask a full member to do it.",
  deactivated: 'This account is deactivated. Nothing was changed. Ask a full member to do it.',
};

/**
 * What each person is to the workspace, as Slack last said: every answer counts right away, good or bad, however
 * late. If Slack doesn't answer about a new person in time, they can use the bot (docs/adr/0005-who-may-act.md).
 */
export class Membership {
  readonly #parts: { client: WebClient; home: () => BotIdentity; now: () => number; log: Log };
  readonly #known = new LRUCache<UserId, { readonly kind: MemberKind; readonly at: number }>({
    max: peopleKept,
  });
  /** Nobody waits twice for a Slack that doesn't answer. */
  readonly #waitedFor = new LRUCache<UserId, true>({ max: peopleKept });
  readonly #zones = new LRUCache<UserId, string>({ max: peopleKept });
  readonly #asking = new Map<UserId, Promise<MemberKind | null>>();

  constructor(parts: { client: WebClient; home: () => BotIdentity; now: () => number; log: Log }) {
    this.#parts = parts;
  }

  /**
   * Returns why this person can't use the bot, or null. `team`: the workspace that the payload says they belong to,
   * if it does.
   */
  async refusal(user: UserId, team: string | null): Promise<Refusal | null> {
    const { teamId, enterpriseId } = this.#parts.home();
    // In an organization, people use the bot from workspaces other than its own.
    if (team !== null && team !== teamId && enterpriseId === null) return refuse(sentences.outsider);
    const kind = (await this.memberKind(user)) ?? 'member';
    return kind === 'member' ? null : refuse(sentences[kind]);
  }

  /** Returns what someone is; null if Slack hasn't said, and doesn't within 800 ms. */
  async memberKind(user: UserId): Promise<MemberKind | null> {
    const known = this.#known.get(user);
    if (known && isFresh(known.at, this.#parts.now(), freshMs)) return known.kind;
    const asked = this.look(user);
    if (known) return known.kind;
    if (this.#waitedFor.has(user)) return null;
    const kind = await orNullAfter(waitMs, asked);
    if (kind === null) this.#waitedFor.set(user, true);
    return kind;
  }

  /** Returns what Slack says someone is right now; null if it doesn't say. */
  look(user: UserId): Promise<MemberKind | null> {
    const asking = this.#asking.get(user);
    if (asking !== undefined) return asking;
    const isLatest = () => this.#asking.get(user) === asked;
    const asked: Promise<MemberKind | null> = this.#ask(user, isLatest).finally(
      () => isLatest() && this.#asking.delete(user),
    );
    this.#asking.set(user, asked);
    return asked;
  }

  /**
   * Slack has told another bot of a change, or may have told it of any: what was known no longer counts, nor what was
   * asked before.
   */
  doubt(user: UserId | 'any'): void {
    for (const about of [this.#asking, this.#known, this.#waitedFor])
      if (user === 'any') about.clear();
      else about.delete(user);
  }

  /** Learns from an event with a profile; null if it can't be read. */
  readProfileEvent(event: unknown): { readonly user: UserId; readonly kind: MemberKind } | null {
    const user = found.safeParse(event).data?.user;
    if (!user) return null;
    this.#asking.delete(user.id);
    return { user: user.id, kind: this.#learn(user.id, this.#read(user), this.#parts.now()) };
  }

  /** `isLatest`: whether Slack hasn't told of a change since it was asked. */
  async #ask(user: UserId, isLatest: () => boolean): Promise<MemberKind | null> {
    const { client, now, log } = this.#parts;
    try {
      const kind = this.#read(found.parse(await client.users.info({ user })).user);
      return isLatest() ? this.#learn(user, kind, now()) : kind;
    } catch (error) {
      const refused = slackError(error);
      if (refused === 'user_not_found' || refused === 'user_not_visible')
        return this.#learn(user, 'outsider', now());
      log.warn(
        { ...causeOf(error), ...(refused && { slack: refused }) },
        "Couldn't check a user's membership; allowing them.",
      );
      return null;
    }
  }

  /** Somebody's time zone, as Slack last said (IANA); null while that isn't known, or isn't one. */
  zoneOf(user: UserId): string | null {
    return this.#zones.get(user) ?? null;
  }

  #learn(user: UserId, kind: MemberKind, at: number): MemberKind {
    this.#known.set(user, { kind, at });
    return kind;
  }

  #read(user: z.infer<typeof profile>): MemberKind {
    if (user.tz && isZone(user.tz)) this.#zones.set(user.id, user.tz);
    const { teamId, enterpriseId } = this.#parts.home();
    const organization = user.enterprise_user?.enterprise_id;
    const ours = user.team_id === teamId || (enterpriseId !== null && organization === enterpriseId);
    if (user.is_stranger || !ours) return 'outsider';
    if (user.is_bot || user.id === slackbot) return 'app';
    if (user.deleted) return 'deactivated';
    return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
