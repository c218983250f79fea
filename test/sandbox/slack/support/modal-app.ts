import type { ModalView, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { clientOf } from './client.ts';
import { type RawApp, startRawApp } from './raw-app.ts';

const interaction = z.looseObject({ type: z.string() });

/** A payload that people's clicks send. */
export type Interaction = z.infer<typeof interaction>;

/** An app that only listens; tests say what it answers to interactions, and open modals for it. */
export type ModalApp = {
  readonly workspace: Workspace;
  readonly client: WebClient;
  readonly interactions: readonly Interaction[];
  /** What the next interactions are answered with; nothing for null. */
  answer: object | null;
  /** A fresh trigger id of this person. */
  trigger(person: Person): Promise<string>;
  open(person: Person, view: View): Promise<string>;
  stop(): Promise<void>;
};

/** Starts the workspace and the app. */
export async function startModalApp(): Promise<ModalApp> {
  const interactions: Interaction[] = [];
  let lastTrigger = '';
  const app: RawApp = await startRawApp(({ body }) => {
    const form = new URLSearchParams(body);
    lastTrigger = form.get('trigger_id') ?? lastTrigger;
    const payload = form.get('payload');
    if (payload === null) return { status: 200 };
    interactions.push(interaction.parse(JSON.parse(payload)));
    if (modalApp.answer === null) return { status: 200 };
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(modalApp.answer),
    };
  });
  const workspace = await startWorkspace({ requestUrl: app.requestUrl, rateLimits: false });
  const client = clientOf(workspace);
  const modalApp: ModalApp = {
    workspace,
    client,
    interactions,
    answer: null,
    async trigger(person) {
      await person.command('/open');
      return lastTrigger;
    },
    async open(person, view) {
      const trigger_id = await modalApp.trigger(person);
      const opened = await client.views.open({ trigger_id, view });
      return String(opened.view?.id);
    },
    async stop() {
      await workspace.stop();
      await app.stop();
    },
  };
  return modalApp;
}

/** A modal with these blocks. */
export function modalOf(blocks: ModalView['blocks'], more: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    title: { type: 'plain_text', text: 'Form' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks,
    ...more,
  };
}

/** A text input with this label; its block id is the label in lower case. */
export function textInput(
  label: string,
  element: object = {},
  block: object = {},
): ModalView['blocks'][number] {
  return {
    type: 'input',
    block_id: label.toLowerCase(),
    label: { type: 'plain_text', text: label },
    element: { type: 'plain_text_input', action_id: 'value', ...element },
    ...block,
  };
}

/** An option with this text; its value is the text in lower case. */
export const choiceOf = (text: string) => ({
  text: { type: 'plain_text' as const, text },
  value: text.toLowerCase(),
});

/** A select of P1 and P2, which starts with P2. */
export const severitySelect = {
  type: 'input' as const,
  block_id: 'severity',
  label: { type: 'plain_text' as const, text: 'Severity' },
  element: {
    type: 'static_select' as const,
    action_id: 'value',
    options: [choiceOf('P1'), choiceOf('P2')],
    initial_option: choiceOf('P2'),
  },
};
