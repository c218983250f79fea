import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../../packages/slack-sandbox/slack/errors.ts';
import type { Entry } from '../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { Modal } from '../../../packages/slack-sandbox/slack/people/forms/modal.ts';
import type { MessageRef } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Deed, Ledger } from './expected-state.ts';

const command = '/intercom-incident';
/** How many times a person tries before giving up. */
const tries = 12;
/** How long a person waits for a form, ms. */
const formWithin = 1_500;
/** What the bot says if it couldn't do what was asked at all (`src/slack/listening/error-reply.ts`). */
const askToRetry = /That couldn't be saved|That didn't work|Slack's rate limit is reached/u;
/** What it says about an update time that has passed. */
const tooLate = /is in the past/u;

/** Someone who keeps trying, as people do, and records the result. */
export type Doer = {
  /** Types a command that does something by itself; the reply matches `confirmed` once it's done. */
  types(text: string, channel: string, confirmed: RegExp, begin: () => Deed): Promise<boolean>;
  /**
   * Opens a form and submits it, repeating the same one until a response comes; if a response got lost, perhaps submits
   * `corrected`, a single time. True once it's acknowledged.
   */
  submits(open: () => Promise<unknown>, first: Filled, corrected: () => Filled | null): Promise<boolean>;
  /** Types a command that opens a form, or only asks; resolves with the reply, empty for none. */
  asks(text: string, channel: string): Promise<string>;
  /** Uses a shortcut that opens a form, on a message or (null) anywhere. */
  shortcut(name: string, on: MessageRef | null): Promise<void>;
  /** Clicks a button, if it's there; nobody waits for the result. */
  presses(message: MessageRef & { readonly buttons: readonly string[] }, label: string): Promise<void>;
};

/** The fields to fill in, by label. */
export type Fields = Readonly<Record<string, Entry>>;

/** The content of a form, and the deed that it is. */
export type Filled = { readonly deed: Deed; readonly fields: () => Fields };

/** One person's actions. `over` says that the run is ending. */
export function doer(workspace: Workspace, name: string, ledger: Ledger, over: () => boolean): Doer {
  const person = workspace.person(name);
  const connected = async (): Promise<void> => {
    while (workspace.connections === 0 && !over()) await sleep(20);
  };
  const asks = async (text: string, channel: string) => {
    await connected();
    ledger.asked += 1;
    const answer = await person.command(command, text, { in: channel });
    return answer.ok ? (answer.text ?? '') : '';
  };
  /** Closes forms that came too late for their command, until this one is on top. */
  const onTop = async (wanted: (form: Modal) => boolean): Promise<Modal | null> => {
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
      const form = await onTop(
        ({ id, fields }) =>
          id !== before && labels.every((name) => fields.some(({ label }) => label === name)),
      );
      if (form) return form.id;
      await sleep(15);
    }
    return null;
  };
  const press = async (form: string, fields: Fields): Promise<'done' | 'lost' | 'again' | 'refused'> => {
    await connected();
    if (!(await onTop(({ id }) => id === form))) return 'refused';
    ledger.asked += 1;
    const result = await person.submit(fields);
    if ('closed' in result) return 'done';
    // It asks for confirmation first.
    if ('updated' in result) return 'again';
    if (!('errors' in result)) return 'lost';
    const said = Object.values(result.errors).join(' ');
    return askToRetry.test(said) || tooLate.test(said) ? 'again' : 'refused';
  };
  return {
    asks,
    async shortcut(name, on) {
      await connected();
      ledger.asked += 1;
      await person.shortcut(name, on ?? undefined);
    },
    async types(text, channel, confirmed, begin) {
      for (let attempt = 0; attempt < tries && !over(); attempt += 1) {
        await connected();
        const deed = begin();
        ledger.asked += 1;
        const answer = await person.command(command, text.replace('WORD', deed.word), { in: channel });
        if (answer.ok) {
          deed.answer = { text: answer.text ?? '', at: Date.now() };
          deed.fate = confirmed.test(deed.answer.text) ? 'done' : 'refused';
        }
        if (deed.fate === 'done') return true;
        if (deed.fate === 'refused' && !askToRetry.test(deed.answer?.text ?? '')) return false;
        await sleep(60);
      }
      return false;
    },
    async submits(open, first, corrected) {
      first.deed.fate = 'refused';
      for (let attempt = 0; attempt < tries && !over(); attempt += 1) {
        const form = await formAfter(open, Object.keys(first.fields()));
        if (form === null) continue;
        let said = first;
        let filled = said.fields();
        for (let presses = 0; presses < tries && !over(); presses += 1) {
          const came = await press(form, filled);
          if (came === 'lost' || came === 'done') said.deed.fate = came === 'done' ? 'done' : 'unknown';
          if (came === 'done') return true;
          if (came === 'refused') break;
          const correction = came === 'lost' && said === first ? corrected() : null;
          if (correction) said = unsent(correction);
          // A repeated click sends the same; a time that has passed is entered anew.
          if (correction || came === 'again') filled = said.fields();
          await sleep(80);
        }
        await onTop(() => false);
        return false;
      }
      return false;
    },
    async presses(message, label) {
      if (!message.buttons.includes(label)) return;
      await connected();
      try {
        await person.click(message, label);
        ledger.asked += 1;
      } catch (error) {
        // While the person waited, the bot deleted the message or removed its button: there is nothing to click.
        if (!(error instanceof Refused)) throw error;
      }
    },
  };
}

/** Until it's submitted for the first time, it counts as refused. */
function unsent(said: Filled): Filled {
  said.deed.fate = 'refused';
  return said;
}
