import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../../packages/slack-sandbox/slack/errors.ts';
import type { Entry } from '../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { Modal } from '../../../packages/slack-sandbox/slack/people/forms/modal.ts';
import type { MessageRef } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { ExpectedState, Operation } from './expected-state.ts';

const command = '/intercom-incident';
/** How many times a person tries before giving up. */
const tries = 12;
/** How long a person waits for a form, ms. */
const formWithin = 1_500;
/** What the bot says if it couldn't do what was asked at all (`src/slack/listening/error-reply.ts`). */
export const askToRetry = /That couldn't be done|That didn't work|Slack's rate limit is reached/u;
/** What it says if the database went away while it was saving: it may have been done. */
export const unsure = /Check whether that was saved/u;
/** Its error for an update time that has passed. */
export const tooLate = /is in the past/u;

/** Someone who keeps trying, as people do, and records the result. */
export type UserDriver = {
  /** Types a command that does something by itself; the reply matches `confirmed` once it's done. */
  runCommand(text: string, channel: string, confirmed: RegExp, begin: () => Operation): Promise<boolean>;
  /**
   * Opens a form and submits it, repeating the same one until a response comes; if a response got lost, perhaps submits
   * `corrected`, a single time. True once it's acknowledged.
   */
  submitForm(
    open: () => Promise<unknown>,
    first: FilledForm,
    corrected: () => FilledForm | null,
  ): Promise<boolean>;
  /** Types a command that opens a form, or only asks; resolves with the reply, empty for none. */
  ask(text: string, channel: string): Promise<string>;
  /** Uses a shortcut that opens a form, on a message or (null) anywhere. */
  shortcut(name: string, on: MessageRef | null): Promise<void>;
  /** Clicks a button, if it's there; nobody waits for the result. */
  click(message: MessageRef & { readonly buttons: readonly string[] }, label: string): Promise<void>;
};

/** The fields to fill in, by label. */
export type Fields = Readonly<Record<string, Entry>>;

/** The content of a form, and the operation that it is. */
export type FilledForm = { readonly operation: Operation; readonly fields: () => Fields };

/** One person's actions. `over` says that the run is ending. */
export function driverFor(
  workspace: Workspace,
  name: string,
  expected: ExpectedState,
  over: () => boolean,
): UserDriver {
  const person = workspace.person(name);
  const connected = async (): Promise<void> => {
    while (workspace.connections === 0 && !over()) await sleep(20);
  };
  const ask = async (text: string, channel: string) => {
    await connected();
    expected.requests += 1;
    const answer = await person.command(command, text, { in: channel });
    return answer.ok ? (answer.text ?? '') : '';
  };
  /** Closes forms that came too late for their command, until this one is on top. */
  const closeDownTo = async (wanted: (form: Modal) => boolean): Promise<Modal | null> => {
    while (person.modal && !wanted(person.modal)) await person.dismiss();
    return person.modal;
  };
  const formAfter = async (
    open: () => Promise<unknown>,
    labels: readonly string[],
  ): Promise<string | null> => {
    const before = person.modal?.id;
    await open();
    const until = Date.now() + formWithin;
    while (Date.now() < until && !over()) {
      const form = await closeDownTo(
        ({ id, fields }) =>
          id !== before && labels.every((name) => fields.some(({ label }) => label === name)),
      );
      if (form) return form.id;
      await sleep(15);
    }
    return null;
  };
  const submitOnce = async (form: string, fields: Fields): Promise<'done' | 'lost' | 'again' | 'refused'> => {
    await connected();
    if (!(await closeDownTo(({ id }) => id === form))) return 'refused';
    expected.requests += 1;
    const result = await person.submit(fields);
    if ('closed' in result) return 'done';
    // It asks for confirmation first.
    if ('updated' in result) return 'again';
    if (!('errors' in result)) return 'lost';
    const errors = Object.values(result.errors).join(' ');
    if (unsure.test(errors)) return 'lost';
    return askToRetry.test(errors) || tooLate.test(errors) ? 'again' : 'refused';
  };
  return {
    ask,
    async shortcut(name, on) {
      await connected();
      expected.requests += 1;
      await person.shortcut(name, on ?? undefined);
    },
    async runCommand(text, channel, confirmed, begin) {
      for (let attempt = 0; attempt < tries && !over(); attempt += 1) {
        await connected();
        const operation = begin();
        expected.requests += 1;
        const answer = await person.command(command, text.replace('WORD', operation.word), { in: channel });
        if (answer.ok) {
          operation.answer = { text: answer.text ?? '', at: Date.now() };
          if (!unsure.test(operation.answer.text))
            operation.outcome = confirmed.test(operation.answer.text) ? 'done' : 'refused';
        }
        if (operation.outcome === 'done') return true;
        if (operation.outcome === 'refused' && !askToRetry.test(operation.answer?.text ?? '')) return false;
        await sleep(60);
      }
      return false;
    },
    async submitForm(open, first, corrected) {
      first.operation.outcome = 'refused';
      for (let attempt = 0; attempt < tries && !over(); attempt += 1) {
        const formId = await formAfter(open, Object.keys(first.fields()));
        if (formId === null) continue;
        let filled = first;
        let fields = filled.fields();
        for (let clicks = 0; clicks < tries && !over(); clicks += 1) {
          const result = await submitOnce(formId, fields);
          if (result === 'lost' || result === 'done')
            filled.operation.outcome = result === 'done' ? 'done' : 'unknown';
          if (result === 'done') return true;
          if (result === 'refused') break;
          const correction = result === 'lost' && filled === first ? corrected() : null;
          if (correction) filled = unsent(correction);
          // A repeated click sends the same; a time that has passed is entered anew.
          if (correction || result === 'again') fields = filled.fields();
          await sleep(80);
        }
        await closeDownTo(() => false);
        return false;
      }
      return false;
    },
    async click(message, label) {
      if (!message.buttons.includes(label)) return;
      await connected();
      try {
        await person.click(message, label);
        expected.requests += 1;
      } catch (error) {
        // While the person waited, the bot deleted the message or removed its button: there is nothing to click.
        if (!(error instanceof Refused)) throw error;
      }
    },
  };
}

/** Until it's submitted for the first time, it counts as refused. */
function unsent(form: FilledForm): FilledForm {
  form.operation.outcome = 'refused';
  return form;
}
