import type { KnownBlock } from '@slack/types';
import { type Incident, markedName } from '../../domain/incident/incident.ts';
import { clip } from '../../domain/text/text.ts';
import type { DeadEffect } from '../../store/claims.ts';
import { actionIds, commandName } from '../ids.ts';
import { incomingText } from '../text/decode-text.ts';
import { escapeText, fitted, joined, type Mrkdwn, mrkdwn } from '../text/mrkdwn.ts';
import { isSubcommand, type Subcommand, subcommands } from '../text/subcommands.ts';
import {
  actions,
  button,
  capped,
  context,
  header,
  type Message,
  message,
  preformatted,
  section,
  sections,
} from './blocks.ts';
import { type DisplayTime, headline } from './headline.ts';
import { failedWords } from './notices/notices.ts';

/** One sentence for one person. */
export function sentence(words: string | Mrkdwn): Message {
  const text = mrkdwn`${words}`;
  return message(text.value, [section(text)]);
}

/** What the bot does before it has an answer, with what to do if it dies meanwhile: nothing then takes this message away. */
export const inProgress = (doing: string): Message =>
  sentence(`${doing}… If nothing follows within a minute, ask again.`);

/** Slack: a button's value has at most 2,000 characters. */
const valueMax = 2_000;

/** Says that Slack didn't open a form, with what was typed for it (as Slack sent it), which a button tries again. */
export function unopenedForm(why: string, typed: string): Message {
  // A command alone is just as quickly typed again.
  if (!/\S\s+\S/.test(typed)) return sentence(why);
  const words = incomingText(typed);
  const again = typed.length > valueMax ? [] : [actions(button('Open the form', actionIds.openAgain, typed))];
  return message(`${escapeText(why)}\n${escapeText(words)}`, [
    section(mrkdwn`${why} Here's what you typed:`),
    preformatted(words, 8_000),
    ...again,
  ]);
}

/** A subcommand as people type it, with what it does. */
function commandLine(name: Subcommand): Mrkdwn {
  const { takes, does } = subcommands[name];
  return mrkdwn`\`${commandName} ${[name, takes].filter(Boolean).join(' ')}\`: ${does}`;
}

/** All subcommands, or one of them. */
export function helpMessage(about: Subcommand | null = null): Message {
  if (about) return sentence(commandLine(about));
  const lines = [
    mrkdwn`\`${commandName}\`: show this channel's incident, or declare one`,
    ...Object.keys(subcommands).filter(isSubcommand).map(commandLine),
  ];
  return message(joined(lines, '\n').value, [
    header('Intercom incidents'),
    ...sections(lines),
    context(
      mrkdwn`To add a message to the timeline, pin it, react with :pushpin:, or use the shortcut "Add to incident timeline".`,
      mrkdwn`To declare an incident from a message, use the shortcut "Declare from message".`,
      mrkdwn`To make an action item of a message, use the shortcut "Make an action item".`,
    ),
  ]);
}

const commonest = ['open', 'triage', 'update'] as const;

/** What wasn't understood, the nearest command (or the most common one if none is near), and where the help is. */
export function notUnderstood(typed: string, nearest: Subcommand | null): Message {
  const what = mrkdwn`"${clip(typed, 200)}" isn't a command.`;
  const help = mrkdwn`\`${commandName} help\` lists all commands.`;
  const text = nearest
    ? mrkdwn`${what} Did you mean \`${commandName} ${nearest}\`? ${help}`
    : joined([mrkdwn`${what} Most people want one of these:`, ...commonest.map(commandLine), help], '\n');
  return message(text.value, [section(text)]);
}

/**
 * The status of the incident, and what failed for it; `retry`: with a button to try that again. `call` is the URL of
 * its call.
 */
export function statusMessage(
  incident: Incident,
  dead: readonly DeadEffect[],
  time: DisplayTime,
  retry = true,
  call: string | null = null,
): Message {
  const { text, blocks } = headline(incident, time, call);
  const facts = blocks.filter(({ type }) => type !== 'actions');
  const title = mrkdwn`*${markedName(incident)}: ${incident.title}*`;
  const setbacks = deadBlocks(incident, dead, retry);
  const failures = dead.map((one) => mrkdwn`\nCouldn't ${failedWords(one)} (${one.why}).`.value).join('');
  return message(`${title.value}\n${text}${failures}`, [...facts, ...setbacks]);
}

function deadBlocks({ id }: Incident, dead: readonly DeadEffect[], retry: boolean): KnownBlock[] {
  if (dead.length === 0) return [];
  const lines = capped(
    dead.map((one) => mrkdwn`:warning: Couldn't ${failedWords(one)} (${one.why}). ${one.todo}`),
    8,
    (hidden) => mrkdwn`… and ${hidden} more`,
  );
  const again = actions(button('Try again', actionIds.tryAgain, String(id)));
  return [section(joined(lines, '\n')), ...(retry ? [again] : [])];
}

/** The text for Intercom's support, in a box to copy. */
export function supportMessage(incident: Incident, lines: readonly string[]): Message {
  const text = lines.join('\n');
  const title = `${markedName(incident)}: support packet for Intercom`;
  return message(escapeText(`${title}:\n${text}`), [
    section(mrkdwn`*${title}.* Copy it into your support request.`),
    preformatted(text, 8_000),
  ]);
}

/** Lines of plain text with fenced examples, as an answer. */
export function textMessage(lines: readonly string[]): Message {
  const text = lines.join('\n');
  const parts = text.split(/```\w*\n?/);
  const blocks = parts.slice(0, 40).flatMap((part, i): KnownBlock[] => {
    if (part.trim() === '') return [];
    return i % 2 === 1 ? [preformatted(part.trimEnd(), 1_500)] : [section(fitted(part.trim(), 2_500))];
  });
  return message(escapeText(text), blocks);
}
