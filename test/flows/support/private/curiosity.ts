import type { Modal } from '../../../../packages/slack-sandbox/slack/people/forms/modal.ts';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { command } from '../scene.ts';
import { isOfSecret, pressable, typedWords } from './monkey.ts';
import { type Act, farNumber, type Tale } from './tale.ts';

/** What can be asked of an incident by its number. */
const asked = ['status', 'details', 'timeline', 'roles', 'catchup', 'postmortem', 'duplicate'] as const;

/** Anybody asks about the incidents by their numbers, anywhere. */
export const asks: Act = async (tale) => {
  const { random } = tale;
  const who = tale.anybody();
  const typed = `${random.pick(asked)} INC-${random.pick([1, 2, farNumber, farNumber + 1])}`;
  const place = tale.placeOf(who);
  await tale.does(`${who.name} in #${place}: ${typed}`, () => tale.set.type(who, typed, place));
};

/** Someone who is no member asks for the number, and is answered as of one that nobody has. */
export const asksInVain: Act = async (tale) => {
  const who = tale.outsider();
  const word = tale.random.pick(asked);
  const place = tale.random.pick(['general', 'random']);
  let none = '';
  await tale.does(`${who.name}: ${word} of nothing`, async () => {
    none = await tale.set.type(who, `${word} INC-9999`, place);
  });
  await tale.does(`${who.name}: ${word} of the secret`, async () => {
    const answer = await tale.set.type(who, `${word} INC-${farNumber}`, place);
    if (answer !== none.replaceAll('INC-9999', `INC-${farNumber}`)) tale.told(who.name, answer);
  });
};

/** Anybody types a command that names no incident, or opens their Home tab. */
export const looks: Act = async (tale) => {
  const { random } = tale;
  const who = tale.anybody();
  const place = tale.placeOf(who);
  const typed = random.pick([
    'list',
    'list open P1',
    'find keys leaked',
    'find P1 since:30d',
    'find INC-2',
    'status',
    'timeline',
    'open',
    'open P1 Conversations not loading',
    'help',
    'support',
    'adopt',
    'drill',
    '',
    'explain token_revoked',
    'catchup',
    'postmortem',
  ]);
  await tale.does(`${who.name} in #${place}: "${typed}"`, () => who.command(command, typed, { in: place }));
};

export const home: Act = async (tale) => {
  const who = tale.anybody();
  await tale.does(`${who.name} opens Home`, async () => who.openHome());
};

/** Anybody presses something that they see. */
export const presses: Act = async (tale) => {
  const who = tale.anybody();
  const elements = pressable(tale, who);
  const [first, ...more] = elements;
  if (!first) return;
  const { where, label, occurrence } = tale.random.pick([first, ...more]);
  await tale.does(`${who.name} presses ${label}`, () => who.click(where, label, { occurrence }));
};

/** While Slack doesn't say who is a member, a form keeps what its sender had (see the decision 0037). */
function isExempt({ secret, set }: Tale, who: Person, form: Modal): boolean {
  const fails = set.workspace.faults.planned.some(({ fault }) => fault.method === 'users.conversations');
  return fails && !secret.knownTo(who.name) && isOfSecret(secret, form);
}

/** Whoever has a form open submits it, in secret words where it's of the secret and they may know. */
export const submits: Act = async (tale) => {
  const who = tale.anybody();
  const form = who.modal;
  if (!form?.submit || isExempt(tale, who, form)) return;
  const words = typedWords(tale, who, form);
  await tale.does(`${who.name} submits ${form.title}`, () => who.submit(words));
};

export const dismisses: Act = async (tale) => {
  const who = tale.anybody();
  if (who.modal) await tale.does(`${who.name} closes a form`, () => who.dismiss());
};
