import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from '../scene.ts';

/** What only some people may read. */
export type Secret = {
  /** A word that stands in everything that is said of it. */
  readonly word: string;
  /** The number of its incident, if that was never public. */
  readonly number: number | null;
  /** Its private channel; null while it has none. */
  channel(): ChannelSnapshot | null;
  /** The channel that everybody knew, by its ID, if the incident was public; people may have made that one private. */
  readonly knownChannel: string | null;
  /** Whether someone may know of it now. */
  knownTo(name: string): boolean;
};

/** The private channel of the incident with this number; null while it has none. */
export const privateChannelOf = ({ workspace }: Scene, number: number): ChannelSnapshot | null =>
  workspace.channels.find(({ kind, name }) => kind === 'private' && name.startsWith(`inc-${number}-`)) ??
  null;

/** A secret of the members of an incident's channel, or of whoever was to be brought in while it has none. */
export const secretOf = (
  set: Scene,
  word: string,
  of: { readonly number: number; readonly broughtIn: readonly string[]; readonly knownChannel?: string },
): Secret => {
  const channel = (): ChannelSnapshot | null => privateChannelOf(set, of.number);
  return {
    word,
    number: of.knownChannel === undefined ? of.number : null,
    knownChannel: of.knownChannel ?? null,
    channel,
    knownTo: (name) => (channel()?.members ?? of.broughtIn).includes(name),
  };
};

/**
 * Whether a text tells of a secret: by its words, its channel, or its number. That there's no incident of that number is
 * what is said of every number that nobody has.
 */
export function tellsOf(secret: Secret, text: string): boolean {
  const channel = secret.channel();
  const rest = text.replaceAll(/There's no incident INC-\d+\./gu, '');
  return (
    rest.toLowerCase().includes(secret.word) ||
    (channel !== null && channel.id !== secret.knownChannel && rest.includes(channel.id)) ||
    (secret.number !== null && new RegExp(`(?<![\\d.])${secret.number}(?!\\d)`, 'u').test(rest))
  );
}
