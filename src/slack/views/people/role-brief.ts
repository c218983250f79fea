import { latestSteps, tellingVerdict } from '../../../domain/incident/diagnoses.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { commanderRole, type RoleName, rolesOf, scribeRole } from '../../../domain/incident/people/roles.ts';
import { isOpen } from '../../../domain/incident/status.ts';
import { headlineFacts } from '../../../domain/records/headline.ts';
import { unfilledFields } from '../../../domain/records/people/role-brief.ts';
import { roleMeaning } from '../../../domain/records/people/role-meaning.ts';
import { ownerTold } from '../../../domain/triage/format.ts';
import { commandName } from '../../ids.ts';
import { channelLink, fitted, joined, type Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { type Message, message, sections } from '../blocks.ts';
import { began, fact, finding } from '../facts.ts';
import { type DisplayTime, nextUpdateShown } from '../headline.ts';
import { roleShown } from './roles.ts';

/** The longest that a fact can be in a direct message, in characters. */
const factMax = 400;
/** How many open steps are named. */
const stepsNamed = 3;

/**
 * What the new holder of a role does next in this incident, from the record as it is now: at most ten lines. A
 * commander gets the whole state, because they are responsible for it.
 */
export function roleBrief(
  incident: Incident,
  { role, names }: { role: RoleName; names: readonly RoleName[] },
  time: DisplayTime,
): Message {
  const { channel } = incident;
  const where = channel ? mrkdwn`, in ${channelLink(channel.id)}` : mrkdwn``;
  const meaning = roleMeaning(role);
  const lines = [
    mrkdwn`You're *${role}* of *${markedName(incident)}: ${incident.title}*${where}.${meaning ? ` ${meaning}` : ''}`,
    mrkdwn`*Now:* [${incident.severity}] ${incident.status}, ${began(incident, time)}`,
    ...stateFor(role, incident, names, time),
    nextLine(incident, time),
    verdictLine(role, incident),
    unfilledLine(incident),
    stepsLine(incident),
    ...(role === scribeRole
      ? [
          mrkdwn`*On the timeline:* \`${commandName} note what happened\`, or react to a message with :pushpin:`,
        ]
      : []),
  ];
  return message(joined(lines, '\n').value, sections(lines));
}

function stateFor(
  role: RoleName,
  incident: Incident,
  names: readonly RoleName[],
  { now, timeZone }: DisplayTime,
): Mrkdwn[] {
  const impact = fact('Impact', headlineFacts(incident, now, timeZone).impact, factMax);
  if (role !== commanderRole) return [impact];
  const others = rolesOf(incident, names).filter((one) => one.role !== commanderRole);
  return [
    impact,
    finding(incident, 'cause', factMax, { now, timeZone }),
    finding(incident, 'action', factMax, { now, timeZone }),
    joined(others.map(roleShown), ' · '),
  ];
}

function nextLine(incident: Incident, time: DisplayTime): Mrkdwn {
  if (!isOpen(incident.status))
    return mrkdwn`*Next:* the review. Run \`${commandName} close\` in the channel.`;
  const next = nextUpdateShown(incident, headlineFacts(incident, time.now, time.timeZone), time);
  return mrkdwn`*Next update:* ${next}. To post it, run \`${commandName} update\` in the channel.`;
}

/** Whose problem it is, and what to do, unless that's in the commander's line of the action. */
function verdictLine(role: RoleName, incident: Incident): Mrkdwn {
  const telling = tellingVerdict(incident);
  if (!telling) return mrkdwn`*Whose problem:* no diagnosis yet`;
  const { diagnosis, cause } = telling;
  if (!diagnosis || !isOpen(incident.status))
    return mrkdwn`*Whose problem:* ${ownerTold(telling)}: ${fitted(cause ?? '', factMax)}`;
  const { action } = diagnosis;
  return role === commanderRole && incident.action?.text === action
    ? mrkdwn`*Whose problem:* ${ownerTold(telling)}`
    : mrkdwn`*Whose problem:* ${ownerTold(telling)}. Do now: ${fitted(action, factMax)}`;
}

function unfilledLine(incident: Incident): Mrkdwn {
  const fields = unfilledFields(incident);
  return fields.length > 0 ? mrkdwn`*Still empty:* ${fields.join(', ')}` : mrkdwn`*Still empty:* none`;
}

function stepsLine(incident: Incident): Mrkdwn {
  const { open: steps } = latestSteps(incident);
  if (steps.length === 0) return mrkdwn`*Open steps:* none`;
  const named = steps.slice(0, stepsNamed).map(({ short, title }) => fitted(short ?? title, 150));
  const more = steps.length > stepsNamed ? mrkdwn`; and ${steps.length - stepsNamed} more` : mrkdwn``;
  return mrkdwn`*Open steps:* ${joined(named, '; ')}${more}`;
}
