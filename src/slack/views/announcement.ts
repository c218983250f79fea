import { headlineFacts, headlineTitle } from '../../domain/headline.ts';
import { incidentName } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident.ts';
import { isOpen } from '../../domain/status.ts';
import { channelLink, date, escapeText, joined, mrkdwn, typed } from '../mrkdwn.ts';
import { context, type Message, message, section } from './blocks.ts';
import { commanderText, nextUpdateShown, type Shown } from './headline.ts';

/** The one message in the announcement channel, edited as the incident moves. */
export function announcement(incident: Incident, shown: Shown): Message {
  const facts = headlineFacts(incident, shown.now, shown.timeZone);
  const name = incidentName(incident.id);
  const where = incident.channel ? mrkdwn` in ${channelLink(incident.channel.id)}` : mrkdwn``;
  const calledOut =
    incident.calledOutAt !== null && incident.commander === null && isOpen(incident.status)
      ? mrkdwn`:rotating_light: Nobody has taken command yet, though somebody should have by ${date(incident.respondBy, shown.now, shown.timeZone)}.`
      : null;
  const lines = [
    mrkdwn`*${headlineTitle(incident)}*${where}`,
    mrkdwn`${name}: ${incident.title}`,
    mrkdwn`Status: ${facts.status}`,
    mrkdwn`Impact: ${typed(facts.impact, 600)}`,
    mrkdwn`Commander: ${commanderText(incident)}`,
    ...(calledOut ? [calledOut] : []),
  ];
  const text = joined(lines, '\n');
  const next = nextUpdateShown(incident, facts, shown);
  return message(`${text.value}\nNext update: ${escapeText(facts.nextUpdate)}`, [
    section(text),
    context(mrkdwn`Next update: ${next}`),
  ]);
}
