import type { KnownBlock } from '@slack/types';
import { incidentName } from '../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../domain/incident/incident.ts';
import type { TimelineEntry } from '../../domain/records/timeline.ts';
import { clippedSpans } from '../../domain/text/addresses.ts';
import { clip } from '../../domain/text/text.ts';
import { actionIds, commandName } from '../ids.ts';
import { date, joined, link, linked, type Mrkdwn, mrkdwn, struck } from '../text/mrkdwn.ts';
import {
  type EntryChoice,
  entryChoices,
  entryValue,
  pageValue,
  type TimelinePage,
} from '../timeline-values.ts';
import {
  button,
  context,
  howManyFit,
  type Message,
  message,
  option,
  overflow,
  pageButtons,
  section,
} from './blocks.ts';
import type { DisplayTime } from './headline.ts';

/** The longest that an entry can be here, in characters, and how many are on a page if their words leave room. */
const entryMax = 400;
const pageEntries = 12;
const pageMax = 3_500;

/**
 * A page of what has happened, latest last. `corrects`: it's shown in the incident channel, where each entry has a
 * menu.
 */
export function timelineMessage(
  incident: Incident,
  entries: readonly TimelineEntry[],
  time: DisplayTime,
  page: TimelinePage = { all: false, until: null },
  corrects = true,
): Message {
  const shown = page.all ? entries : entries.filter(({ hidden }) => hidden.length === 0);
  const until = Math.min(page.until ?? shown.length, shown.length);
  const lines = shown.map((entry) => entryLine(entry, time));
  const from = until - howManyOnPage(lines.slice(0, until).toReversed());
  const onPage = shown.slice(from, until);
  const title = mrkdwn`*Timeline of ${markedName(incident)}: ${incident.title}*`;
  const remarks = remarksOn(incident, {
    page,
    hidden: entries.length - shown.length,
    shown: onPage.length,
    corrects,
  });
  const rows = onPage.map((entry, i) =>
    section(lines[from + i] ?? mrkdwn``, menuOf(incident, entry, corrects)),
  );
  const all = [title, ...lines.slice(from, until), ...remarks];
  return message(joined(all, '\n').value, [
    section(title),
    ...rows,
    ...turning(incident, page, { from, until, newer: howManyOnPage(lines.slice(until)) }),
    ...(remarks.length > 0 ? [context(...remarks)] : []),
  ]);
}

const howManyOnPage = (lines: readonly Mrkdwn[]): number => howManyFit(lines.slice(0, pageEntries), pageMax);

function entryLine(
  { number, at, text, link: url, hidden, from }: TimelineEntry,
  { now, timeZone }: DisplayTime,
): Mrkdwn {
  const start = mrkdwn`${from ? `${incidentName(from)} ` : ''}#${number}  ${date(at, now, timeZone)}  `;
  if (hidden.length > 0) return mrkdwn`${start}${struck(clip(text, entryMax))}`;
  const source = url ? mrkdwn` (${link(url, 'message')})` : mrkdwn``;
  return mrkdwn`${start}${linked(clippedSpans(text, entryMax))}${source}`;
}

/** A duplicate's entry is corrected in the duplicate's channel. */
function menuOf({ id }: Incident, { number, hidden, from }: TimelineEntry, corrects: boolean) {
  if (!corrects || from !== null || hidden.includes('deleted')) return undefined;
  const offered: readonly EntryChoice[] = hidden.length > 0 ? ['restore'] : ['edit', 'hide'];
  return overflow(
    actionIds.entryMenu,
    offered.map((choice) => option(entryChoices[choice], entryValue(id, choice, number))),
  );
}

function turning(
  { id }: Incident,
  { all }: TimelinePage,
  { from, until, newer }: { from: number; until: number; newer: number },
): KnownBlock[] {
  const to = (end: number): string => pageValue(id, { all, until: end });
  return pageButtons(
    from > 0 && button('Older', actionIds.timelineOlder, to(from)),
    newer > 0 && button('Newer', actionIds.timelineNewer, to(until + newer)),
  );
}

function remarksOn(
  { id }: Incident,
  about: { page: TimelinePage; hidden: number; shown: number; corrects: boolean },
): Mrkdwn[] {
  const { page, hidden, shown, corrects } = about;
  const name = corrects ? '' : ` INC-${id}`;
  return [
    ...(shown === 0 ? [mrkdwn`No entries to show.`] : []),
    ...(hidden > 0 && !page.all
      ? [
          mrkdwn`${hidden} ${hidden === 1 ? 'entry is' : 'entries are'} hidden. To see ${hidden === 1 ? 'it' : 'them'} too, run \`${commandName} timeline${name} all\`.`,
        ]
      : []),
    ...(corrects || shown === 0
      ? []
      : [mrkdwn`To correct an entry, run \`${commandName} timeline\` in the incident's channel.`]),
  ];
}
