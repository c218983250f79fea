import { incidentName, parseIncidentName } from '../../domain/incident/ids.ts';
import { clip } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';
import { severityBefore } from './read-severity.ts';

const command = (text: string): string => `\`${commandName} ${text}\``;

const declare = `to declare an incident, run ${command('open P1 what is failing')}.`;
const lookAt = (name: string): string =>
  `${command(`status ${name}`)} shows an incident's status, ${command(`timeline ${name}`)} its timeline, and ${command(`postmortem ${name}`)} everything.`;
const look = lookAt('INC-n');

/** Words that people try but that aren't commands, grouped by what they mean. */
const instead: readonly (readonly [words: string, say: string])[] = [
  ['declare start begin create new raise report incident', declare],
  [
    'ack acknowledge accept take claim own lead assign reassign handover handoff ic',
    `to take command, click Take command; to hand it over, run ${command('commander @name')}.`,
  ],
  [
    'end done fix fixed finish finished over stop solve solved mitigated',
    `when it's over, run ${command('resolve what fixed it')}; ${command('close')} comes after the review.`,
  ],
  [
    'abort dismiss false invalid',
    `to cancel one that isn't an incident, run ${command('cancel it was a false alarm')}.`,
  ],
  [
    'merge dup dupe same',
    `to merge an incident into another, run ${command('duplicate INC-n')} in the channel of the one to drop.`,
  ],
  ['delete remove drop', `incidents can't be deleted; ${command('cancel')} ends one that isn't an incident.`],
  ['rename retitle name', `run ${command('title what is failing')}.`],
  ['secret confidential visibility', `to move an incident to a private channel, run ${command('private')}.`],
  [
    'scribe comms communications',
    `to give someone a role, run ${command('role scribe @name')}; ${command('roles')} shows who has which.`,
  ],
  [
    'task tasks item items followup followups',
    `to add an action item, run ${command('todo <what>')}; ${command('todos')} lists them.`,
  ],
  ['eta', `run ${command('update')}; its form has Next update.`],
  ['detected time when', `run ${command('note')}; its form has When, for what happened earlier.`],
  ['url bookmark', `run ${command('link https://…')}.`],
  [
    'correct undo amend entry unhide',
    `${command('edit #4')} corrects timeline entry 4, ${command('hide #4')} hides it, and ${command('timeline')} shows the numbers.`,
  ],
  ['history incidents ls', `${command('list')} shows the latest incidents; ${look}`],
  ['search', `run ${command('find <words>')}; ${command('list')} shows the latest incidents.`],
  [
    'stats statistics metrics mttr mtta kpi numbers',
    `for how many incidents there were and how long they took, run ${command('figures')}. Prometheus can read the bot's /metrics.`,
  ],
  [
    'page pager oncall on-call call alert notify',
    "mention people in the incident's channel, or use your own pager; with ONCALL set, the bot calls a user group by severity.",
  ],
  ['escalate downgrade upgrade prio priority sev', `run ${command('severity P1 why')}.`],
  ['invite add join', 'to add someone to the incident, run `/invite @name` in its channel.'],
  ['who whois people responders', `${command('roles')} shows the commander and all other roles.`],
  [
    'export download json',
    `${command('postmortem INC-n')} sends the postmortem as a file; in a terminal, \`npx intercom-incident export INC-n\` prints the whole record.`,
  ],
  ['summary recap tldr detail show info view get', look],
  ['log logs events', `${command('timeline')} shows what happened.`],
  [
    'snooze remind reminder later',
    `click Snooze 15 min on the reminder, or choose another time under Next update in ${command('update')}.`,
  ],
  [
    'post say comment message announce',
    `${command('update')} posts a status update, and ${command('note what happened')} adds to the timeline.`,
  ],
  [
    'check checks probe diagnose diagnosis health test ping',
    `${command('triage')} runs the checks and says whose problem it is.`,
  ],
  [
    'review retro rca pm',
    `${command('postmortem INC-n')} shows the postmortem (a draft until you close the incident).`,
  ],
  ['error errors code', `${command('explain 429')} explains an Intercom error: its cause and fix.`],
  ['practice practise exercise gameday', `${command('drill')} starts one.`],
  [
    'settings config setup doctor backup version',
    "that's for your bot admin, in a terminal: `npx intercom-incident help`.",
  ],
  ['commands usage man hello hi ? -h --help', `${command('help')} lists all commands.`],
];

const sentences: ReadonlyMap<string, string> = new Map(
  instead.flatMap(([words, say]) => words.split(' ').map((word) => [word, say] as const)),
);

/** The words that have such a sentence. */
export const otherWords: readonly string[] = [...sentences.keys()];

/** Returns what to use instead of a word that isn't a command, in a sentence; null for an unknown word. */
export function insteadOf(word: string): string | null {
  const say = sentences.get(word.toLowerCase()) ?? ofANumber(word);
  return say === null ? null : `"${clip(word, 40)}" isn't a command: ${say}`;
}

/** Only a severity or an incident's name. */
function ofANumber(word: string): string | null {
  if (severityBefore(word)) return declare;
  const id = /^(?:inc|#)/i.test(word) ? parseIncidentName(word) : null;
  return id && lookAt(incidentName(id));
}
