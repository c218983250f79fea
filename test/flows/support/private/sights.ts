import type { MessageSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { saidByBot } from '../private.ts';
import type { Scene } from '../scene.ts';
import { type Secret, tellsOf } from './secrets.ts';

/** Everybody who can see anything of a workspace. */
export const everybody = ['alice', 'bob', 'carol', 'dave', 'guest'] as const;
export type Name = (typeof everybody)[number];

/**
 * Something that someone has before their eyes. `standing`: in a channel, for as long as nobody takes it away; `direct`: in a
 * direct message, where it stands too, but members may keep what they were told.
 */
type Sight = {
  readonly where: string;
  readonly shows: string;
  readonly standing: boolean;
  readonly direct: boolean;
};

/** A secret before the eyes of someone who may not know of it, or on its way there. */
export type Leak = {
  readonly after: string;
  readonly to: string;
  readonly where: string;
  /** The word of the secret. */
  readonly of: string;
  readonly shows: string;
};

/**
 * What each person has seen of the bot so far. Whoever is taken out of a channel still has what they read before, so only
 * what is new to them counts; in a channel that others read everything does, for as long as it stands.
 */
export class Sights {
  readonly #set: Scene;
  readonly #seen = new Map<Name, Set<string>>();
  #calls = 0;

  constructor(set: Scene) {
    this.#set = set;
  }

  /** Looks with everybody's eyes, and at everything that was sent since the last look. */
  look(after: string, secrets: readonly Secret[]): Leak[] {
    const leaks = everybody.flatMap((name) => {
      const known = this.#seen.get(name) ?? new Set();
      this.#seen.set(name, known);
      const sights = sightsOf(this.#set, name);
      const found = sights
        .map((sight) => ({ ...sight, isNew: !known.has(`${sight.where} ${sight.shows}`) }))
        .flatMap(({ where, shows, standing, direct, isNew }) => {
          const secret = secrets.find((one) => {
            // Of one that was public, the direct messages of others are taken back.
            const counts = isNew || standing || (direct && one.knownChannel !== null);
            return counts && !one.knownTo(name) && tellsOf(one, shows);
          });
          return secret ? [{ after, to: name, where, of: secret.word, shows }] : [];
        });
      for (const { where, shows } of sights) known.add(`${where} ${shows}`);
      return found;
    });
    return [...leaks, ...this.#sent(after, secrets)];
  }

  /** What was posted since the last look where others read, also if it was deleted at once. */
  #sent(after: string, secrets: readonly Secret[]): Leak[] {
    const { calls, channels } = this.#set.workspace;
    const since = calls.slice(this.#calls);
    this.#calls = calls.length;
    return since
      .filter(({ method }) =>
        /^(?:chat|files|bookmarks|pins|conversations\.(?:create|set|rename|canvases))/u.test(method),
      )
      .flatMap(({ method, args }) => {
        const place = channels.find(({ id }) => id === (args.channel ?? args.channel_id));
        const isPublic = place
          ? place.kind === 'public'
          : method === 'conversations.create' && !isTrue(args.is_private);
        const shows = JSON.stringify(args);
        const secret = isPublic && secrets.find((one) => tellsOf(one, shows));
        return secret && method !== 'chat.postEphemeral'
          ? [{ after, to: 'everybody', where: method, of: secret.word, shows }]
          : [];
      });
  }
}

const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** All that someone sees of the bot: answers, forms, their Home tab, and the channels that they can read. */
function sightsOf({ workspace }: Scene, name: Name): Sight[] {
  const person = workspace.person(name);
  const passing = (where: string, shown: unknown): Sight => ({
    where,
    shows: JSON.stringify(shown),
    standing: false,
    direct: false,
  });
  const readable = workspace.channels.filter(
    ({ kind, members }) => kind === 'public' || members.includes(name),
  );
  return [
    ...person.ephemerals().map(({ text, blocks }) => passing('an answer', [text, blocks])),
    passing('a form', person.modal ? [person.modal.title, person.modal.blocks] : []),
    passing('a refused form', person.modal?.errors ?? []),
    passing('Home', person.home?.blocks ?? []),
    ...readable.flatMap((channel) => {
      const place = channel.kind === 'im' ? 'a direct message' : `#${channel.name}`;
      const there = (shown: unknown): Sight => ({
        where: place,
        shows: JSON.stringify(shown),
        standing: channel.kind === 'public',
        direct: channel.kind === 'im',
      });
      return [
        there([channel.topic, channel.purpose, channel.bookmarks]),
        ...saidByBot(channel).map((message) => there(contentOf(message))),
        there(channel.canvas && [channel.canvas.title, channel.canvas.markdown]),
        ...channel.files.map(({ name, title, content, description }) =>
          there([name, title, content, description]),
        ),
      ];
    }),
  ];
}

const contentOf = ({ text, blocks, attachments, metadata, files }: MessageSnapshot): unknown => [
  text,
  blocks,
  attachments,
  metadata,
  files.map(({ name, title }) => [name, title]),
];
