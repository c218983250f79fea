import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { nobodyWords } from '../../domain/incident/people/roles.ts';
import { clip } from '../../domain/text/text.ts';
import { incomingText } from './decode-text.ts';

const mention = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/;
/** `me` first or last; Slack makes no mention out of `@me`. */
const oneself = /^@?(?:me|myself)(?=$|\s)|(?<=^|\s)@?(?:me|myself)$/i;

/** The person named in a command; `me` is whoever typed it. */
export type NamedPerson = UserId | 'nobody' | 'me';

/** The one person that is named first or last, or `me` or `none`, and the other words; null if there is none. */
export function readPerson(text: string): { user: NamedPerson | null; around: string } {
  const nobody = nobodyWords.find((word) => ` ${text}`.toLowerCase().endsWith(` ${word}`));
  if (nobody) return { user: 'nobody', around: text.slice(0, -nobody.length).trim() };
  if (oneself.test(text)) return { user: 'me', around: text.replace(oneself, '').trim() };
  for (const at of [0, text.lastIndexOf('<@')]) {
    const found = mention.exec(text.slice(Math.max(0, at)));
    const end = at + (found?.[0].length ?? 0);
    const user = userIdSchema.safeParse(found?.[1]);
    if (user.success && (at === 0 || end === text.length))
      return { user: user.data, around: `${text.slice(0, at)}${text.slice(end)}`.trim() };
  }
  return { user: null, around: text };
}

/** The sentence for words that name no person, or more than one. */
export const notOnePersonWords = (typed: string): string =>
  `"${clip(incomingText(typed), 60)}" isn't one person. Type @ and pick someone from Slack's list.`;
