import type { IncidentId } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { inAscii } from './latin.ts';

/** Slack: a channel name has at most 80 characters. */
const nameMax = 80;

/**
 * `inc-7-api-down`, as Slack accepts it: lowercase letters, digits, and hyphens, at most 80 characters. Latin letters
 * of every alphabet become a to z; other scripts stay as they are. A title without any letter or digit gives `inc-7`.
 * `attempt` above 1 adds a number if the name is taken.
 */
export function channelName(id: IncidentId, title: string, attempt = 1): string {
  const slug = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`\u02b9-\u02c1]/g, '')
    .replace(/\p{Script=Latin}\p{M}*/gu, inAscii)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/(?<![\p{L}\p{M}])\p{M}+/gu, '')
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]+/gu, '-');
  const end = attempt > 1 ? `-${attempt}` : '';
  const name = `inc-${id}-${slug}`.replace(/-+/g, '-').slice(0, nameMax - end.length);
  return `${name.replace(/[\ud800-\udbff]$/, '').replace(/-$/, '')}${end}`;
}

/** Whether one of the bot's channels may be this incident's, by its name: whatever its title was at the time. */
export const isNamedFor = (id: IncidentId, name: string): boolean => `${name}-`.startsWith(`inc-${id}-`);

/** The title without what isn't in Latin script, for a Slack that accepts nothing else in a channel's name. */
export const latinOnly = (title: string): string => title.replace(/[^\p{ASCII}\p{Script=Latin}]+/gu, ' ');

/** What the channel's name is made of: the title, after the word `drill` for a drill. */
export const channelTitle = ({ title, drill }: Pick<Incident, 'title' | 'drill'>): string =>
  drill ? `drill ${title}` : title;
