import { parseIncidentName } from '../../domain/incident/ids.ts';
import { clip } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';
import { severityBefore } from './read-severity.ts';

const command = (text: string): string => `\`${commandName} ${text}\``;

const declare = `to declare an incident, write ${command('open P1 what is failing')}.`;
const look = `${command('status INC-n')} shows where an incident stands, ${command('timeline INC-n')} what has happened, and ${command('postmortem INC-n')} all of it.`;

/** Words that people try and that are no commands, by what does what they mean. */
const instead: readonly (readonly [words: string, say: string])[] = [
  ['declare start begin create new raise report incident', declare],
  [
    'ack acknowledge accept take claim own lead assign reassign handover handoff ic',
    `to take command press Take command, and to hand it over write ${command('commander @name')}.`,
  ],
  [
    'end done fix fixed finish finished over stop solve solved mitigated',
    `when it is over, write ${command('resolve what fixed it')}; ${command('close')} comes after the review.`,
  ],
  [
    'abort dismiss false invalid',
    `to end an incident that is none, write ${command('cancel it was a false alarm')}.`,
  ],
  [
    'merge dup dupe same',
    `to end an incident that is another one, write ${command('duplicate INC-n')} in the channel of the one to drop.`,
  ],
  ['delete remove drop', `no incident is deleted: ${command('cancel')} ends one that is none, and says why.`],
  ['rename retitle name', `write ${command('title what is failing')}.`],
  [
    'private secret confidential visibility',
    "an incident cannot be made private yet: make its channel private in Slack's channel settings, and mind that lists and the announcement still show its title.",
  ],
  [
    'scribe comms communications',
    `to give a role to somebody, write ${command('role scribe @name')}; ${command('roles')} says who has which.`,
  ],
  [
    'todo todos task tasks item items followup followups',
    `action items are written into the form of ${command('close')}, one a line.`,
  ],
  ['eta', `write ${command('update')}: its form has the time of the next update.`],
  ['detected times time when', `write ${command('note')}: its form has When, for what happened earlier.`],
  ['url bookmark', `write ${command('link https://…')}.`],
  [
    'correct undo amend entry unhide',
    `${command('edit #4')} corrects entry 4 of the timeline, ${command('hide #4')} hides it, and ${command('timeline')} shows the numbers.`,
  ],
  [
    'adopt',
    `a channel cannot be adopted yet: ${command('open')} makes one, and a note there can link this one.`,
  ],
  ['find search history incidents ls', `${command('list')} shows the latest incidents; ${look}`],
  [
    'figures stats statistics metrics mttr mtta kpi numbers',
    `there are no figures in Slack yet: ${command('postmortem INC-n')} has the times of one incident, and the bot's /metrics has them for Prometheus.`,
  ],
  [
    'page pager oncall on-call call alert notify',
    "this bot pages nobody: use your own pager, and mention people in the incident's channel.",
  ],
  ['escalate downgrade upgrade prio priority sev', `write ${command('severity P1 why')}.`],
  [
    'invite add join',
    "people come into the incident's channel as into any other: write `/invite @name` there.",
  ],
  ['who whois people responders', `${command('roles')} says who has command, and every other role.`],
  [
    'export download json',
    `${command('postmortem INC-n')} sends the postmortem as a file, and in a terminal \`npx intercom-incident export INC-n\` prints the whole record.`,
  ],
  ['summary recap tldr catchup detail show info view get', look],
  ['log logs events', `${command('timeline')} shows what has happened.`],
  [
    'snooze remind reminder later',
    `press Snooze 15 min at the reminder, or choose another time for the next update in ${command('update')}.`,
  ],
  [
    'post say comment message announce',
    `${command('update')} posts a status update, and ${command('note what happened')} writes on the timeline.`,
  ],
  [
    'check checks probe diagnose diagnosis health test ping',
    `${command('triage')} runs the checks and says whose problem it is.`,
  ],
  ['review retro rca pm', `${command('postmortem INC-n')} shows the postmortem, a draft until the close.`],
  ['error errors code', `${command('explain 429')} explains an error of Intercom's: its cause and its fix.`],
  ['practice practise exercise gameday', `${command('drill')} starts one.`],
  [
    'settings config setup doctor backup version',
    'that is for whoever runs the bot, in a terminal: `npx intercom-incident help`.',
  ],
  ['commands usage man hello hi ? -h --help', `${command('help')} lists all commands.`],
];

const sentences: ReadonlyMap<string, string> = new Map(
  instead.flatMap(([words, say]) => words.split(' ').map((word) => [word, say] as const)),
);

/** The words that have such a sentence. */
export const otherWords: readonly string[] = [...sentences.keys()];

/** What to use instead of a word that is no command, in a sentence; null for a word that nobody foresaw. */
export function insteadOf(word: string): string | null {
  const say = sentences.get(word.toLowerCase()) ?? ofANumber(word);
  return say === null ? null : `"${clip(word, 40)}" is not a command: ${say}`;
}

/** A severity or an incident's name alone. */
function ofANumber(word: string): string | null {
  if (severityBefore(word)) return declare;
  return /^inc/i.test(word) && parseIncidentName(word) ? look : null;
}
