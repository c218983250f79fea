import { latestSteps, tellingVerdict } from '../../../domain/incident/diagnoses.ts';
import type { Millis } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { isOpen } from '../../../domain/incident/status.ts';
import { headlineFacts } from '../../../domain/records/headline.ts';
import type { StateChange } from '../../../domain/records/people/catch-up.ts';
import type { TimelineEntry } from '../../../domain/records/timeline.ts';
import { oneLine } from '../../../domain/text/text.ts';
import { ownerTold } from '../../../domain/triage/format.ts';
import { commandName } from '../../ids.ts';
import { date, fitted, joined, type Mrkdwn, mention, mrkdwn, typed } from '../../text/mrkdwn.ts';
import { type Message, message, sections } from '../blocks.ts';
import { began, fact, finding } from '../facts.ts';
import { commanderText, type DisplayTime, nextUpdateShown } from '../headline.ts';
import { otherRoles } from './roles.ts';

/** The longest that a fact, and a timeline entry, can be, in characters. */
const factMax = 500;
const entryMax = 240;
/** How many done steps, and how many entries since the last time, are shown. */
const stepsShown = 5;
const entriesShown = 10;

/** What changed since someone last looked, and since when (UTC ms). */
export type SinceThen = { readonly at: Millis; readonly entries: readonly TimelineEntry[] };

/**
 * The current state, for someone who joins late, from the record alone; `since` null: they are here for the first
 * time.
 */
export function catchUpMessage(
  incident: Incident,
  { changes, since }: { changes: readonly StateChange[]; since: SinceThen | null },
  time: DisplayTime,
): Message {
  const when = (ms: number): Mrkdwn => date(ms, time.now, time.timeZone);
  const facts = headlineFacts(incident, time.now, time.timeZone);
  const lines = [
    mrkdwn`*${markedName(incident)}: ${incident.title}*`,
    mrkdwn`*Now:* [${incident.severity}] ${incident.status}, ${began(incident, time)}`,
    whoseProblem(incident),
    fact('Impact', facts.impact, factMax),
    ...saidCause(incident, time),
    done(incident),
    ...advice(incident, time),
    leads(incident),
    mrkdwn`*Next update:* ${nextUpdateShown(incident, facts, time)}`,
    ...(changes.length > 0 ? [mrkdwn`*Last changes:*`, ...changes.map((one) => changeLine(one, when))] : []),
    ...(since ? sinceThen(since, when) : []),
  ];
  return message(joined(lines, '\n').value, sections(lines));
}

function whoseProblem(incident: Incident): Mrkdwn {
  const telling = tellingVerdict(incident);
  if (!telling) return mrkdwn`*Whose problem:* no diagnosis yet`;
  return mrkdwn`*Whose problem:* ${ownerTold(telling)}: ${fitted(telling.cause ?? '', factMax)}`;
}

/** The cause that people named: the verdict above is triage's. */
const saidCause = (incident: Incident, time: DisplayTime): Mrkdwn[] =>
  incident.cause?.from === 'person' ? [finding(incident, 'cause', factMax, time)] : [];

/** What people did: what triage advises isn't done until someone says so. */
function done(incident: Incident): Mrkdwn {
  const { action, fix } = incident;
  const steps = latestSteps(incident)
    .done.slice(0, stepsShown)
    .map(({ short, title }) => short ?? title);
  const latestAction = action?.from === 'triage' ? '' : oneLine(action?.text ?? '');
  const what = [latestAction, ...steps, fix ?? ''].filter((one) => one !== '');
  return what.length > 0
    ? mrkdwn`*Done so far:* ${joined(
        what.map((one) => typed(one, factMax)),
        '; ',
      )}`
    : mrkdwn`*Done so far:* nothing recorded`;
}

/** What triage advises, until a person has said what is done, or it's over. */
const advice = (incident: Incident, time: DisplayTime): Mrkdwn[] =>
  isOpen(incident.status) && incident.action?.from === 'triage'
    ? [finding(incident, 'action', factMax, time)]
    : [];

const leads = (incident: Incident): Mrkdwn =>
  joined([mrkdwn`*Commander:* ${commanderText(incident)}`, ...otherRoles(incident)], ' · ');

function changeLine(change: StateChange, when: (ms: number) => Mrkdwn): Mrkdwn {
  const to = change.what === 'Commander' ? commanderText({ commander: change.to }) : mrkdwn`${change.to}`;
  const by = change.by.kind === 'person' ? mention(change.by.user) : mrkdwn`the bot`;
  return mrkdwn`• ${change.what}: ${to}, by ${by}, ${when(change.at)}`;
}

function sinceThen({ at, entries }: SinceThen, when: (ms: number) => Mrkdwn): Mrkdwn[] {
  if (entries.length === 0) return [mrkdwn`*Since you last looked* (${when(at)}): nothing new`];
  const shown = entries.slice(-entriesShown);
  const more =
    entries.length > shown.length
      ? [mrkdwn`• … and ${entries.length - shown.length} earlier: \`${commandName} timeline\``]
      : [];
  return [
    mrkdwn`*Since you last looked* (${when(at)}):`,
    ...more,
    ...shown.map((one) => mrkdwn`• ${when(one.at)} ${typed(one.text, entryMax)}`),
  ];
}
