import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';
import { nobodyWords } from '../../domain/incident/people/roles.ts';
import { clip } from '../../domain/text/text.ts';
import { incomingText } from './decode-text.ts';

const mention = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/;

/** The one person that is named first or last, or `none`, and the other words; null: there is no such. */
export function readPerson(text: string): { user: UserId | 'nobody' | null; around: string } {
  const nobody = nobodyWords.find((word) => ` ${text}`.toLowerCase().endsWith(` ${word}`));
  if (nobody) return { user: 'nobody', around: text.slice(0, -nobody.length).trim() };
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
