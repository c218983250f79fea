import type { KnownBlock, ModalView } from '@slack/types';
import type { Hit, Hits, Searched } from '../../app/finding/find-incidents.ts';
import { privateOriginal } from '../../domain/incident/ending/cancellation.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import { markedName } from '../../domain/incident/incident.ts';
import { type FindPage, type FindPlace, findValue } from '../find-values.ts';
import { actionIds, commandName, viewIds } from '../ids.ts';
import { lock } from '../text/lock.ts';
import { channelLink, date, fitted, joined, type Mrkdwn, mention, mrkdwn } from '../text/mrkdwn.ts';
import {
  answerMax,
  button,
  context,
  howManyFit,
  input,
  type Message,
  message,
  pageButtons,
  section,
  sections,
} from './blocks.ts';
import { modal, textInput } from './forms/modal.ts';
import type { DisplayTime } from './headline.ts';

/** How many incidents are on a page, if their words leave room. */
export const onPage: Readonly<Record<FindPlace, number>> = { find: 8, form: 8, list: 20 };
const titleMax = 300;
/** Slack: a button's value has at most 2,000 characters. */
const valueMax = 2_000;

/** A page of what was found or listed; if titles are long, as many as fit. */
export function foundMessage(found: Hits, page: FindPage, time: DisplayTime): Message {
  const all = found.hits.map((hit) => hitLines(hit, time));
  const lines = all.slice(0, howManyFit(all, answerMax));
  const hits = found.hits.slice(0, lines.length);
  const title = page.typed === '' ? [] : [mrkdwn`*Incidents: ${fitted(page.typed, titleMax)}*`];
  const remarks = remarksOn(found, page);
  const older = found.older || lines.length < all.length;
  return message(joined([...title, ...lines, ...remarks], '\n').value, [
    ...title.map((one) => section(one)),
    ...(page.place === 'list' ? sections(lines) : hits.map((hit, i) => hitBlock(hit, lines[i]))),
    ...turning(page, older ? (hits.at(-1) ?? null) : null),
    ...(remarks.length > 0 ? [context(...remarks)] : []),
  ]);
}

function hitBlock({ row }: Hit, line: Mrkdwn = mrkdwn``): KnownBlock {
  const postmortem = button('Postmortem', actionIds.getPostmortem, String(row.id));
  return section(line, row.status === 'CLOSED' ? postmortem : undefined);
}

function remarksOn({ hits, searched }: Hits, page: FindPage): Mrkdwn[] {
  const none = page.starts.length > 0 ? mrkdwn`There are no older ones.` : noneWords(page);
  return [...(hits.length > 0 ? [] : [none]), ...unsearched[searched]];
}

/** What may be missing from the results. */
const unsearched: Readonly<Record<Searched, readonly Mrkdwn[]>> = {
  all: [],
  readable: [
    mrkdwn`Incidents that this version of the bot can't read aren't searched. \`${commandName} list\` shows them.`,
  ],
  indexed: [
    mrkdwn`The search index is still being filled, so older incidents can be missing. Try again later.`,
  ],
};

const noneWords = ({ typed, place }: FindPage): Mrkdwn =>
  typed === '' && place === 'list'
    ? mrkdwn`No incidents yet. Declare one with \`${commandName} open\`.`
    : mrkdwn`Nothing found. Try fewer words or filters, or see all incidents with \`${commandName} list\`.`;

function hitLines({ row, why }: Hit, { now, timeZone }: DisplayTime): Mrkdwn {
  const where = row.channel ? mrkdwn` ${channelLink(row.channel)}` : mrkdwn``;
  const who = row.commander ? mrkdwn`, ${mention(row.commander)}` : mrkdwn``;
  const original = row.duplicateOf
    ? mrkdwn` (duplicate of ${row.originalIsPrivate ? privateOriginal : incidentName(row.duplicateOf)})`
    : mrkdwn``;
  const reason = why ? mrkdwn`\n${why.where}: ${why.text}` : mrkdwn``;
  return mrkdwn`${lock(row)}*${markedName(row)}* [${row.severity}] ${row.status}${original}: ${fitted(row.title, titleMax)}${where}${who}, ${date(row.openedAt, now, timeZone)}${reason}`;
}

function turning(page: FindPage, last: Hit | null): KnownBlock[] {
  const older = last && findValue({ ...page, starts: [...page.starts, last.row.id] });
  const newer = page.starts.length > 0 ? findValue({ ...page, starts: page.starts.slice(0, -1) }) : null;
  return pageButtons(
    older !== null && older.length <= valueMax && button('Older', actionIds.findOlder, older),
    newer !== null && button('Newer', actionIds.findNewer, newer),
  );
}

/** The form that asks what to look for. */
export const findModal = (): ModalView =>
  modal(viewIds.find, 'Find an incident', 'Find', { incident: null, channel: null }, [
    input('words', 'Words', textInput(null, { placeholder: 'token revoked P1 since:30d' }), {
      hint: 'Searches titles, causes, timelines, request_ids, and reviews. Filters: P1, status:open, since:30d, owner:intercom, code:token_revoked.',
    }),
  ]);
