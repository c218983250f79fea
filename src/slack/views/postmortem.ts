import type {
  KnownBlock,
  ModalView,
  RichTextBlock,
  RichTextLink,
  RichTextSection,
  RichTextText,
} from '@slack/types';
import { incidentName } from '../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../domain/incident/incident.ts';
import { postmortemMarkdown } from '../../domain/records/postmortem.ts';
import type { Body, FirstIds, Postmortem, PostmortemLine } from '../../domain/records/postmortem-content.ts';
import { clippedSpans } from '../../domain/text/addresses.ts';
import { lengthOf } from '../../domain/text/text.ts';
import { actionIds } from '../ids.ts';
import { escapeText, isWebAddress, mrkdwn } from '../text/mrkdwn.ts';
import { actions, button, context, header, type Message, message, plain } from './blocks.ts';

/**
 * How many characters of the sections are shown uncut (Slack accepts about 12,000 in all), and how many of each if
 * there are more.
 */
const wholeMax = 8_500;
const sectionMax = 900;
const timelineMax = 2_500;
const entryMax = 500;

/**
 * The postmortem, formatted for reading, for one person; the file is on its way in a direct message. `here`: it's read in
 * the incident's channel, where it can be edited.
 */
export function postmortemMessage(incident: Incident, postmortem: Postmortem, here = false): Message {
  const text = `${stateOf(incident)}:\n\n${postmortemMarkdown(postmortem)}`;
  return message(escapeText(text), [
    ...postmortemBlocks(incident, postmortem),
    ...(here && incident.status === 'CLOSED'
      ? [actions(button('Edit postmortem', actionIds.editPostmortem, String(incident.id)))]
      : []),
  ]);
}

/** The same in a modal. */
export const postmortemModal = (incident: Incident, postmortem: Postmortem): ModalView => ({
  type: 'modal',
  title: plain(`Postmortem of ${incidentName(incident.id)}`, 24),
  close: plain('Close', 24),
  blocks: postmortemBlocks(incident, postmortem),
});

function stateOf({ status }: Incident): string {
  if (status === 'CANCELLED') return 'The record so far. A cancelled incident needs no postmortem';
  return status === 'CLOSED'
    ? 'The postmortem'
    : 'Draft postmortem. The file is posted when you close the incident';
}

function postmortemBlocks(incident: Incident, { title, facts, draft, sections }: Postmortem): KnownBlock[] {
  const whole = sections.reduce((length, { body }) => length + lengthOfBody(body), 0) <= wholeMax;
  const max = (heading: string): number => {
    if (whole) return wholeMax;
    return heading === 'Timeline' ? timelineMax : sectionMax;
  };
  const lines = facts.flatMap(({ label, value }) => [
    bold(`${label}:`),
    letters(` ${typeof value === 'string' ? value : listed(value)}\n`),
  ]);
  const state = `${markedName(incident)}: ${stateOf(incident)}. ${whereItsFileIs(incident)}`.trim();
  return [
    header(title),
    context(mrkdwn`${state}`),
    richText(line(...lines, ...(draft ? [italic(draft)] : []))),
    ...sections.map(({ heading, body }) => richText(line(bold(heading)), ...set(body, max(heading)))),
  ];
}

/** A private incident's file is posted in its channel, at the close. */
function whereItsFileIs({ privateTo, status }: Incident): string {
  if (privateTo === null) return "You'll also get it as a file in a direct message.";
  return status === 'CANCELLED'
    ? ''
    : 'Because the incident is private, its file is posted in its channel only.';
}

const listed = ({ ids, more }: FirstIds): string =>
  `${ids.join(', ')}${more > 0 ? `, ${more} more at the end` : ''}`;

const lengthOfBody = (body: Body): number =>
  body.kind === 'text'
    ? lengthOf(body.text)
    : body.entries.reduce((length, { text }) => length + Math.min(entryMax, lengthOf(text)), 0);

function set(body: Body, max: number): RichTextBlock['elements'] {
  if (body.kind === 'text') {
    const cut = lengthOf(body.text) > max ? ['The rest is in the file.'] : [];
    const remarks = [...cut, ...(body.remark ? [body.remark] : [])].map((remark) => italic(`\n${remark}`));
    return [line(...words(body.text, max), ...remarks)];
  }
  const entries: readonly PostmortemLine[] =
    body.kind === 'list'
      ? body.entries
      : body.entries.map(({ text, link, ticked }) => ({ text: `${ticked ? '☑' : '☐'} ${text}`, link }));
  const shown = fitting(entries, max);
  const hidden = entries.length - shown.length;
  const more = hidden > 0 ? [line(italic(`… and ${hidden} more, in the file`))] : [];
  return [
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: [...shown.map(item), ...more],
    },
  ];
}

function fitting(entries: readonly PostmortemLine[], max: number): readonly PostmortemLine[] {
  let length = 0;
  const over = entries.findIndex(({ text }) => {
    length += Math.min(entryMax, lengthOf(text));
    return length > max;
  });
  return over === -1 ? entries : entries.slice(0, over);
}

const item = ({ text, link }: PostmortemLine): RichTextSection =>
  line(
    ...words(text, entryMax),
    ...(link && isWebAddress(link)
      ? [letters(' ('), { type: 'link', url: link, text: 'message' } as const, letters(')')]
      : []),
  );

/** Rich text has no markup: what people typed is shown exactly. */
const letters = (text: string): RichTextText => ({ type: 'text', text: text || ' ' });
/** The same in at most `max` code points, with its URLs as links. */
const words = (text: string, max: number): (RichTextText | RichTextLink)[] =>
  clippedSpans(text || ' ', max).map((span) =>
    span.kind === 'address' ? { type: 'link', url: span.text } : letters(span.text),
  );
const bold = (text: string): RichTextText => ({ ...letters(text), style: { bold: true } });
const italic = (text: string): RichTextText => ({ ...letters(text), style: { italic: true } });
const line = (...elements: RichTextSection['elements']): RichTextSection => ({
  type: 'rich_text_section',
  elements,
});
const richText = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });
