import type { IncidentId } from './ids.ts';
import type { Incident } from './incident.ts';

/** Slack: a channel name has at most 80 characters. */
const nameMax = 80;

/**
 * `inc-7-api-down`: lower-case ASCII letters, digits and hyphens, at most 80 characters, as Slack takes it. Accents
 * are dropped; a title without any such letter gives `inc-7`. `attempt` above 1 adds a number for a taken name.
 */
export function channelName(id: IncidentId, title: string, attempt = 1): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  const end = attempt > 1 ? `-${attempt}` : '';
  const name = `inc-${id}-${slug}`.replace(/-+/g, '-').slice(0, nameMax - end.length);
  return `${name.replace(/-$/, '')}${end}`;
}

/** What the channel's name is made of: the title, after the word `drill` for a drill. */
export const channelTitle = ({ title, drill }: Pick<Incident, 'title' | 'drill'>): string =>
  drill ? `drill ${title}` : title;
