import { drillMark } from '../../../domain/drill/run.ts';
import { type Check, joinedWhere, type Stretch } from '../../../domain/incident/check.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isOpen } from '../../../domain/incident/status.ts';
import { ownerWord } from '../../../domain/triage/format.ts';
import { type Flapping, runsOfCalm, sidesIn } from '../../../domain/watch/flapping.ts';
import { sameVerdict } from '../../../domain/watch/verdict.ts';
import { actionIds } from '../../ids.ts';
import { date, joined, Mrkdwn, mrkdwn } from '../../text/mrkdwn.ts';
import { inReadersTime } from '../../text/readers-time.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import type { DisplayTime } from '../headline.ts';

/** How many earlier verdicts the card shows. */
const beforeShown = 5;

/** What the checks say now, since when, and what they said before; null before the first run. */
export function checksCard(incident: Incident, time: DisplayTime): Message | null {
  const { checks, flapping } = incident;
  const stretches = joinedWhere(incident.stretches, sameVerdict);
  const now = stretches.at(-1);
  const last = checks.at(-1);
  if (!now || !last) return null;
  const when = (at: number): Mrkdwn => date(at, time.now, time.timeZone);
  const title = mrkdwn`${drillMark(incident)}${checksTitle(incident)}`;
  const verdict = verdictWords(now, 240);
  const runs = now.runs > 1 ? `${now.runs} checks in a row` : firstRun(now);
  const since = mrkdwn`Since ${when(now.since)}, ${runs}. Last ${when(last.at)}: ${measured(last)}`;
  const turned = sidesIn(stretches).at(-1)?.since ?? now.since;
  const course = flapping
    ? [mrkdwn`:warning: Flapping since ${when(flapping.since)}; last change ${when(turned)}.`]
    : [];
  const before = verdictsBefore(stretches.slice(0, -1)).slice(-beforeShown).reverse();
  const lines = before.map((one) => mrkdwn`${when(one.since)}: ${verdictWords(one, 120)}`);
  const history = before.length > 0 ? [mrkdwn`Before: ${joined(lines, '\n')}`] : [];
  const text = joined([mrkdwn`${title}: ${verdict}`, since, ...course, ...history], '\n');
  return message(text.value, [
    section(joined([mrkdwn`${mark(now)} *${title}:* ${verdict}`, since, ...course], '\n')),
    ...history.map((one) => context(one)),
  ]);
}

/** Earlier stretches, those of one verdict once, even if the incident was over in between. */
const verdictsBefore = (stretches: readonly Stretch[]): readonly Stretch[] =>
  joinedWhere(
    stretches.map((one) => ({ ...one, anew: false })),
    sameVerdict,
  );

/** What the checks say now, or said last, in one line; empty before the first run. */
export function checksLine(incident: Incident): Mrkdwn[] {
  const now = incident.stretches.at(-1);
  return now ? [mrkdwn`${mark(now)} *${checksTitle(incident)}:* ${verdictWords(now, 240)}`] : [];
}

/** Says that the checks go back and forth: posted once, because the card shows the rest. */
export function flappingMessage(
  { id, drill }: Pick<Incident, 'id' | 'drill'>,
  { since, between }: Flapping,
  { now, timeZone }: DisplayTime,
): Message {
  const verdicts = between.map((one) => mrkdwn`• ${verdictWords(one, 200)}`);
  const lines = [
    mrkdwn`:left_right_arrow: ${drillMark({ drill })}The checks have kept changing since ${date(since, now, timeZone)}:`,
    ...verdicts,
    mrkdwn`The checks message shows the latest until ${runsOfCalm} in a row agree.`,
  ];
  const text = joined(lines, '\n');
  return message(text.value, [section(text), actions(button('Run triage', actionIds.runTriage, String(id)))]);
}

const firstRun = ({ anew }: Stretch): string =>
  anew ? 'one check so far' : 'the first check with this result';

const checksTitle = ({ status, nextCheckAt }: Incident): string =>
  isOpen(status) && nextCheckAt !== null ? 'Checks now' : 'Last checks';

/** Whose problem, and the cause in at most `max` characters. */
export const verdictWords = ({ owner, cause }: Pick<Stretch, 'owner' | 'cause'>, max: number): Mrkdwn =>
  cause ? mrkdwn`${ownerWord(owner)}. ${inReadersTime(cause, max)}` : mrkdwn`${ownerWord(owner)}.`;

const marks = {
  nobody: ':large_green_circle:',
  unknown: ':white_circle:',
  ours: ':red_circle:',
  intercom: ':red_circle:',
};
const mark = ({ owner }: Stretch): Mrkdwn => new Mrkdwn(marks[owner]);

/** What one run measured on Intercom's API. */
function measured({ sample: { ms, failed, total } }: Check): string {
  const time = ms === null ? 'no response' : `${Math.round(ms)} ms`;
  return failed > 0 ? `${time}, ${failed} of ${total} requests failed` : time;
}
